import Foundation
import Platform
import Reporting

/// A folder that a report is written to, whole or not at all.
struct OutputFolder {
  let path: String
  let replacesExisting: Bool

  /// Checks that the folder may be written.
  ///
  /// - Throws: ``OutputError`` where something there must be kept, or its parent folder is missing.
  func check() throws(OutputError) {
    let folder = AtomicFolder(path)
    do {
      let occupant = try folder.occupant()
      switch occupant {
      case .nothing: break
      case .emptyFolder where replacesExisting: break
      case .own(strangers: [], changed: []) where replacesExisting: break
      case .file, .emptyFolder, .own, .other: throw refusal(occupant)
      }
      if let input = CommandInputs.current.first(in: path) { throw OutputError.isInput(input) }
      try OutputParent(of: path, FilePlace(folder.path)).check()
    } catch let error as OutputError {
      throw error
    } catch {
      throw .cannotWrite(path, reason: "\(error)")
    }
  }

  /// Writes the folder of `record` with its `contents`, and notes to standard error.
  ///
  /// - Throws: ``OutputError``, `FigureError`.
  func write(
    _ record: ReportRecord, contents: ReportFolder.Contents = .everything, threadCount: Int
  ) async throws {
    try await write {
      try await ReportFolder(record, contents: contents).write(
        to: $0, replacing: replacesExisting, programs: Machine.programs, threadCount: threadCount)
    }
  }

  /// Writes the folder as `body` does, and notes to standard error.
  ///
  /// - Throws: ``OutputError``, `FigureError`; `CancellationError` where a signal has ended it.
  func write(_ body: (URL) async throws -> ReportFolder.Outcome) async throws {
    try check()
    do {
      let outcome = try await Interruption.deferring {
        try await body(URL(fileURLWithPath: path))
      }
      for note in outcome.notes { Machine.writeNote(note) }
    } catch AtomicFolder.Refusal.occupied(let occupant) {
      throw refusal(occupant)
    } catch let error as SystemError {
      throw OutputError.cannotWrite(path, reason: error.reason)
    } catch let error as CocoaError {
      throw OutputError.cannotWrite(path, reason: error.localizedDescription)
    }
  }

  private func refusal(_ occupant: AtomicFolder.Occupant) -> OutputError {
    switch occupant {
    case .file: .isFile(path)
    case .own(let strangers, let changed) where replacesExisting:
      strangers.isEmpty
        ? .changed(path, names: changed) : .strangers(path, names: strangers)
    case .other where replacesExisting: .noReport(path)
    case .nothing, .emptyFolder, .own, .other: .exists(path)
    }
  }
}
