/// A named number of a record.
typealias LogField = (name: String, value: Double)

/// How one program writes its log as text.
///
/// A line with a step and a loss is a record in any format, see ``TextLogReader``. A format adds what
/// is its own: by which of these lines it is recognised, records of another form, names in full, and
/// what its settings mean.
///
/// To add a format, write a file with a type of this kind, and list it in ``TextLogReader/formats``.
protocol TextLogFormat: Sendable {
  /// What its logs are reported as.
  var format: LogFormat { get }

  /// The programs that write it, as an error lists them.
  var programs: [String] { get }

  /// The names of fields in full, by those in the log.
  var fullNames: [String: String] { get }

  /// The record of a line that is in a form of this format's own; `nil` for other lines.
  func record(_ line: ArraySlice<UInt8>, _ losses: inout LossNames) -> [LogField]?

  /// The record of a line without a step, of these fields, after one of step number `step`.
  func record(withoutStep fields: [LogField], after step: Double) -> [LogField]?

  /// Whether this format wrote a line that has a step and a loss.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - names: The names of its fields in full.
  func wrote(_ line: LogLine, names: [String]) -> Bool

  /// The name and the value of a setting in a form of this format's own.
  ///
  /// - Returns: `nil` where the text is in another form; other than two parts where it is no setting.
  func setting(_ text: String) -> [Substring]?

  /// Adds what the settings of a log of this format mean.
  func complete(_ log: inout RunLog)
}

extension TextLogFormat {
  var fullNames: [String: String] { [:] }
  func record(_ line: ArraySlice<UInt8>, _ losses: inout LossNames) -> [LogField]? { nil }
  func record(withoutStep fields: [LogField], after step: Double) -> [LogField]? { nil }
  func wrote(_ line: LogLine, names: [String]) -> Bool { false }
  func setting(_ text: String) -> [Substring]? { nil }
  func complete(_ log: inout RunLog) {}
}
