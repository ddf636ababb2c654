import Tables
import TrainingRuns

/// A kind of log file: it recognises its files by content, and reads their runs.
protocol LogFileKind: Sendable {
  /// The runs in a file.
  ///
  /// - Returns: `nil` if the file is of another kind.
  /// - Throws: `Diagnostic` if it is of this kind but not a log, or a broken one.
  func logs(_ file: LogFile) throws -> [RunLog]?
}

/// The text output of a program.
struct TextLogs: LogFileKind {
  func logs(_ file: LogFile) throws -> [RunLog]? {
    TextLogReader(path: file.path, formats: file.textFormats).log(file.bytes, runName: file.runName)
      .map { [$0] }
  }
}
