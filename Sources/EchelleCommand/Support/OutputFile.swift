import Foundation
import Platform

/// A file that is written whole or not at all.
struct OutputFile {
  let path: String
  let replacesExisting: Bool

  /// Checks that the file may be written.
  ///
  /// - Throws: ``OutputError`` where it exists already, is an input, or its folder does not exist.
  func check() throws(OutputError) {
    let place: FilePlace
    do {
      place = try FilePlace(path)
    } catch {
      throw .cannotWrite(path, reason: error.reason)
    }
    switch place.kind {
    case .folder: throw .isFolder(path)
    case .absent where path.hasSuffix("/"): throw .isFolder(String(path.dropLast()))
    case .file where !replacesExisting: throw .exists(path)
    case .file where CommandInputs.current.contains(place): throw .isInput(path)
    case .stream: return
    case .file, .absent: break
    }
    try OutputParent(of: path, place).check()
    AtomicFile.removeLeftovers(in: place.folder)
  }

  /// Writes `text` to a temporary file beside the path, and renames it.
  ///
  /// - Throws: ``OutputError``.
  func write(_ text: String) throws(OutputError) {
    try check()
    do {
      try AtomicFile.write([UInt8](text.utf8), to: path, replacing: replacesExisting)
    } catch {
      throw error.code == EEXIST ? .exists(path) : .cannotWrite(path, reason: error.reason)
    }
  }
}
