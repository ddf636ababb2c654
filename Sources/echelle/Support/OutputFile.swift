import Foundation
import Tables

/// A file that is written whole or not at all.
struct OutputFile {
  let path: String
  let replacesExisting: Bool

  /// Makes sure that the file may be written.
  ///
  /// - Throws: `InputError` where it exists already, or its folder does not.
  func check() throws {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: path, isDirectory: &isFolder) {
      if isFolder.boolValue {
        throw InputError(
          location: SourceLocation(file: path), what: "is a folder",
          fix: "name a file in it, as in -o \(path)/fit.json")
      }
      if !replacesExisting {
        throw InputError(
          location: SourceLocation(file: path), what: "exists already",
          why: "a result is not written over another one unasked",
          fix: "choose another name, or pass --force")
      }
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard manager.isWritableFile(atPath: folder) else {
      throw InputError(
        location: SourceLocation(file: path), what: "its folder cannot be written to",
        why: "the result is written to a temporary file beside it and renamed",
        fix: "make the folder \(folder) or name another")
    }
  }

  /// Writes `text` to a temporary file beside the path, and renames it.
  ///
  /// - Throws: `InputError` where it may not be written, `CocoaError` where writing fails.
  func write(_ text: String) throws {
    try check()
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
