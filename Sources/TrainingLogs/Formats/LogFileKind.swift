import Tables
import TrainingRuns

/// A kind of files that logs are in: it recognises its files by their content, and reads their runs.
protocol LogFileKind: Sendable {
  /// The runs in a file.
  ///
  /// - Returns: `nil` where the file is of another kind.
  /// - Throws: `InputError` where it is of this kind and no log, or a broken one.
  func logs(_ file: LogFile) throws -> [RunLog]?
}

/// Text that a program printed.
struct TextLogs: LogFileKind {
  func logs(_ file: LogFile) throws -> [RunLog]? {
    TextLogReader(path: file.path, formats: file.textFormats).log(file.bytes, runName: file.runName)
      .map { [$0] }
  }
}

/// The complaint about a file in which nothing gives a step and a loss.
func notALog(_ path: String, why: String = "no record in it gives a step and a loss") -> InputError
{
  InputError(
    location: SourceLocation(file: path), what: "not a log of training that is known",
    why: why,
    fix:
      "give an export of Weights & Biases, an event file of TensorBoard, trainer_state.json, metrics.csv, "
      + "JSON Lines, or the output of "
      + enumerated(TextLogReader.formats.flatMap(\.programs), last: "or"))
}
