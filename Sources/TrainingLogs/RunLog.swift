import Tables
import TrainingRuns

/// What a log says of one run: its records, its settings, and how it ended.
///
///     let logs = try LogFile(path: "out/metrics.csv").logs()
///     let runs = try LoggedRuns(reading: logs, options: LogOptions())
public struct RunLog: Sendable {
  /// What the run is called: by the log, else after its file or folder.
  public internal(set) var name: String
  /// The file.
  public let path: String
  /// What wrote the file.
  public let format: LogFormat
  /// The numbers logged.
  var records: LogRecords
  /// What the log tells once: the configuration, as text.
  var settings: [String: String] = [:]
  /// The header of the step.
  var stepName: String?
  /// How many updates have been made at a step of number s: s, or s + 1 where the first has number 0.
  var stepOffset = 0.0
  /// The steps that were asked for, where the log tells.
  var plannedSteps: Double?
  /// The state of the run, as its tracker tells it.
  var reportedState: String?
  /// The text that tells of a crash after the last record, and its line.
  var crash: (text: String, line: Int)?
  /// Another file from which settings were taken.
  public internal(set) var companion: String?
  /// Whether the same file begins anew after this run.
  var wasBegunAnew = false
  /// What was noticed on reading.
  var notes: [String] = []

  init(name: String, path: String, format: LogFormat, records: LogRecords) {
    self.name = name
    self.path = path
    self.format = format
    self.records = records
  }

  /// The number that the log gives to a setting, or to a column that never changes.
  func constant(_ name: String) -> Double? {
    settings[name].flatMap(parseSetting) ?? records.constant(name)
  }

  /// All settings, and the columns that never change, as text.
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

  /// Where the log is, at one of its records.
  func location(_ row: Int? = nil) -> SourceLocation {
    SourceLocation(file: path, line: row.map { records.lines[$0] }.flatMap { $0 > 0 ? $0 : nil })
  }
}

/// A setting as a number: a quantity, with `_` between digits allowed.
private func parseSetting(_ text: String) -> Double? {
  parseQuantity(text.replacing("_", with: ""))
}
