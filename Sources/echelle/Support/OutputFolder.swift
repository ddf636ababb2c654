import Foundation
import Reporting
import Tables

/// A folder that a report is written to, whole or not at all.
struct OutputFolder {
  let path: String
  let replacesExisting: Bool

  /// Makes sure that the folder may be written.
  ///
  /// - Throws: ``OutputError`` where there is something already, or no folder to put it in.
  func check() throws(OutputError) {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    // As it is written: an empty path would be that of the current folder.
    if files.fileExists(atPath: url.path, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw .isFile(path) }
      guard replacesExisting else { throw .exists(path) }
      // What is not a report is never written over, whoever says so.
      let record = url.appendingPathComponent("report.json").path
      let isEmpty = (try? files.contentsOfDirectory(atPath: url.path).isEmpty) ?? false
      guard isEmpty || files.fileExists(atPath: record) else { throw .noReport(path) }
    }
    let parent = url.deletingLastPathComponent().path
    guard files.fileExists(atPath: parent, isDirectory: &isFolder), isFolder.boolValue else {
      throw .noFolder(path, folder: parent)
    }
    guard files.isWritableFile(atPath: parent) else {
      throw .cannotWrite(path, reason: "the folder \(parent) is not yours to write to")
    }
  }

  /// Writes the folder of `record` with its `contents`, and says on standard error what has to be known.
  ///
  /// - Throws: ``OutputError``, `FigureError`.
  func write(
    _ record: ReportRecord, contents: ReportFolder.Contents = .everything, threadCount: Int
  ) async throws {
    try await write {
      try await ReportFolder(record, contents: contents).write(
        to: $0, programs: Machine.programs, threadCount: threadCount)
    }
  }

  /// Writes the folder as `body` does, and says on standard error what has to be known.
  ///
  /// - Throws: ``OutputError``, `FigureError`.
  func write(_ body: (URL) async throws -> ReportFolder.Outcome) async throws {
    try check()
    do {
      for note in try await body(url).notes { Machine.writeNote(note) }
    } catch let error as CocoaError {
      throw OutputError.cannotWrite(path, reason: error.localizedDescription)
    }
  }

  private var url: URL {
    URL(fileURLWithPath: path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path)
      .standardizedFileURL
  }
}
