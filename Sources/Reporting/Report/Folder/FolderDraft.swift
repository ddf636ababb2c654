import Foundation

/// A folder that is made beside its place, and put there once it is whole.
enum FolderDraft {
  /// Makes `folder` of what `fill` writes into a draft of it.
  ///
  /// - Returns: The files in it, and what `fill` has to say.
  /// - Throws: `CocoaError` where it cannot be written, and what `fill` throws; then nothing is left of it.
  static func write(
    _ folder: URL, _ fill: (URL) async throws -> [String]
  ) async throws -> ReportFolder.Outcome {
    let draft = folder.deletingLastPathComponent()
      .appendingPathComponent(".\(folder.lastPathComponent).\(UUID().uuidString)")
    do {
      let notes = try await fill(draft)
      let files = try FileManager.default.subpathsOfDirectory(atPath: draft.path).filter {
        var isFolder: ObjCBool = false
        let path = draft.appendingPathComponent($0).path
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
      try replace(folder, by: draft)
      return ReportFolder.Outcome(files: files.sorted(), notes: notes)
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw error
    }
  }

  /// Puts `draft` in the place of `folder`; what was there is removed once the new one is in its place.
  private static func replace(_ folder: URL, by draft: URL) throws {
    let files = FileManager.default
    guard files.fileExists(atPath: folder.path) else {
      return try files.moveItem(at: draft, to: folder)
    }
    let old = draft.appendingPathExtension("old")
    try files.moveItem(at: folder, to: old)
    do {
      try files.moveItem(at: draft, to: folder)
    } catch {
      try files.moveItem(at: old, to: folder)
      throw error
    }
    try files.removeItem(at: old)
  }
}
