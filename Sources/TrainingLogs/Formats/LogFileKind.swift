import Tables
import TrainingRuns

/// A kind of files that logs are in: it recognises its files by their content, and reads their runs.
protocol LogFileKind: Sendable {
  /// The runs in a file.
  ///
  /// - Returns: `nil` where the file is of another kind.
  /// - Throws: `Diagnostic` where it is of this kind and no log, or a broken one.
  func logs(_ file: LogFile) throws -> [RunLog]?
}

/// Text that a program printed.
struct TextLogs: LogFileKind {
  func logs(_ file: LogFile) throws -> [RunLog]? {
    TextLogReader(path: file.path, formats: file.textFormats).log(file.bytes, runName: file.runName)
      .map { [$0] }
  }
}
