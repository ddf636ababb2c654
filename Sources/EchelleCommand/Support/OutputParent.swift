import Foundation
import Platform

/// The folder that a file or folder is written into.
struct OutputParent {
  private let path: String
  private let folder: String

  /// The folder of what is written to `path`, which leads to `place`.
  init(of path: String, _ place: FilePlace) {
    self.path = path
    folder = place.folder
  }

  /// Checks that it exists and is writable.
  ///
  /// - Throws: ``OutputError``.
  func check() throws(OutputError) {
    var isFolder: ObjCBool = false
    let shown = URL(fileURLWithPath: folder).standardizedFileURL.path
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else { throw .noFolder(path, folder: shown) }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw .cannotWrite(path, reason: "the folder \(shown) is not writable")
    }
  }
}
