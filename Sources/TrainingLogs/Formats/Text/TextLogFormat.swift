/// A named number of a record.
typealias LogField = (name: String, value: Double)

/// The text log format of one program.
///
/// A line with a step and a loss is a record in any format, see ``TextLogReader``. A format adds
/// its specifics: how it is recognised, records of another form, full names, and
/// the meaning of its settings.
///
/// To add a format, write a file with a type of this kind, and list it in ``TextLogReader/formats``.
protocol TextLogFormat: Sendable {
  /// Its reported format name.
  var format: LogFormat { get }

  /// The programs that write it, for errors.
  var programs: [String] { get }

  /// The full names of fields, by their names in the log.
  var fullNames: [String: String] { get }

  /// The record of a line in this format's own form; `nil` for other lines.
  func record(_ line: ArraySlice<UInt8>, _ losses: inout LossNames) -> [LogField]?

  /// The record of a line without a step, with these fields, after one with step `step`.
  func record(withoutStep fields: [LogField], after step: Double) -> [LogField]?

  /// Whether a line with a step and a loss comes from this format.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - names: The names of its fields in full.
  /// - Returns: Whether the line has this format; most lines decide the format of the log.
  func wrote(_ line: LogLine, names: [String]) -> Bool

  /// The name and value of a setting in this format's own form.
  ///
  /// - Returns: `nil` if the text has another form; other than two parts if it is not a setting.
  func setting(_ text: String) -> [Substring]?

  /// Interprets the settings of a log of this format.
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
