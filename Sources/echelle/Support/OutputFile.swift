import Foundation
import Tables

/// A file that is written whole or not at all.
struct OutputFile {
  let path: String
  let replacesExisting: Bool

  /// Makes sure that the file may be written.
  ///
  /// - Throws: ``OutputError`` where it exists already, or its folder does not.
  func check() throws(OutputError) {
    switch kind(of: path) {
    case .folder: throw .isFolder(path)
    case .file where !replacesExisting: throw .exists(path)
    default: break
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard kind(of: folder) == .folder else { throw .noFolder(path, folder: folder) }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw .cannotWrite(path, reason: "the folder \(folder) is not yours to write to")
    }
  }

  /// Writes `text` to a temporary file beside the path, and renames it.
  ///
  /// - Throws: ``OutputError``.
  func write(_ text: String) throws(OutputError) {
    try check()
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .cannotWrite(path, reason: Self.reason(error))
    }
  }

  private enum Kind {
    case file, folder
  }

  private func kind(of path: String) -> Kind? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    return isFolder.boolValue ? .folder : .file
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
    return (underlying ?? error).localizedDescription
  }
}
