import Diagnostics
import Tables
import TrainingRuns

/// One run in a log: its records, its settings, and how it ended.
///
///     let logs = try LogFile(path: "out/metrics.csv").logs()
///     let runs = try LoggedRuns(reading: logs, options: LogOptions())
public struct RunLog: Sendable {
  /// The run's name: from the log, otherwise from its file or folder.
  public internal(set) var name: String
  /// The file.
  public let path: String
  /// The format of the file.
  public let format: LogFormat
  /// The logged numbers.
  var records: LogRecords
  /// Values logged once: the configuration, as text.
  var settings: [String: String] = [:]
  /// The header of the step.
  var stepName: String?
  /// The offset from step number to completed updates: 1 if steps count from 0, otherwise 0.
  var stepOffset = 0.0
  /// The planned number of steps, if logged.
  var plannedSteps: Double?
  /// The state of the run, as its tracker reports it.
  var reportedState: String?
  /// The text of a crash after the last record, with its line.
  var crash: (text: String, line: Int)?
  /// Another file that settings were read from.
  public internal(set) var companion: String?
  /// Whether the same file restarts after this run.
  var wasBegunAnew = false
  /// Notes from reading.
  var notes: [String] = []

  init(name: String, path: String, format: LogFormat, records: LogRecords) {
    self.name = name
    self.path = path
    self.format = format
    self.records = records
  }

  /// The number of a setting, or of a constant column.
  func constant(_ name: String) -> Double? {
    settings[name].flatMap(parseSetting) ?? records.constant(name)
  }

  /// All settings and constant columns, as text.
  var constants: [String: String] {
    var all = settings
    for name in records.names where all[name] == nil {
      if let value = records.constant(name) { all[name] = plain(value) }
    }
    return all
  }

  /// The names of all settings and columns.
  var constantNames: [String] {
    settings.keys.sorted() + records.names.filter { settings[$0] == nil }
  }

  /// The location of a record in the log.
  func location(_ row: Int? = nil) -> Origin {
    Origin(file: path, line: row.map { records.lines[$0] }.flatMap { $0 > 0 ? $0 : nil })
  }
}

/// A setting as a number: a quantity, with `_` between digits allowed.
private func parseSetting(_ text: String) -> Double? {
  parseQuantity(text.replacing("_", with: ""))
}
