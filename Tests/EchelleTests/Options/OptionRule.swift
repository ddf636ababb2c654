/// What the walk knows of an option, wherever it is accepted.
struct OptionRule: Sendable {
  /// Values that cannot be meant.
  var nonsense: [String] = []
  /// A value that is taken; `nil` for a flag.
  var value: String?
  /// The words that have to stand beside the value for it to be taken.
  var beside = ""
  /// Whether nonsense is found only on reading a table, so that each command has to show that it does.
  var isFoundOnReading = false
  /// The exit status of nonsense: 64, or 65 where a file or column is named that is not there.
  var status: Set<Int32> = [64]
  /// Command lines on which the option would change nothing.
  var idle: [String] = []
  /// Why the option changes something in every other command.
  var always: String?

  /// A whole number.
  static func count(
    _ value: String, beside: String = "", idle: [String] = [], always: String? = nil
  ) -> OptionRule {
    OptionRule(
      nonsense: ["nonsense", "-1", "1.5", "nan"], value: value, beside: beside, idle: idle,
      always: always)
  }

  /// A positive number.
  static func quantity(
    _ value: String, beside: String = "", idle: [String] = [], always: String? = nil
  ) -> OptionRule {
    OptionRule(
      nonsense: ["nonsense", "-1", "nan", "inf"], value: value, beside: beside, idle: idle,
      always: always)
  }

  /// One of a few values, which the parser lists.
  static func choice(
    _ value: String, beside: String = "", idle: [String] = [], always: String? = nil
  ) -> OptionRule {
    OptionRule(
      nonsense: ["nonsense"], value: value, beside: beside, idle: idle, always: always)
  }

  /// Text that may be anything but nothing.
  static func text(
    _ value: String, nonsense: [String] = [], status: Set<Int32> = [64], idle: [String] = [],
    always: String? = nil
  ) -> OptionRule {
    OptionRule(nonsense: nonsense, value: value, status: status, idle: idle, always: always)
  }

  /// What names a file or a column.
  static func named(
    _ value: String, nonsense: [String], beside: String = "", onReading: Bool = false,
    idle: [String] = [], always: String? = nil
  ) -> OptionRule {
    OptionRule(
      nonsense: nonsense, value: value, beside: beside, isFoundOnReading: onReading,
      status: [64, 65], idle: idle, always: always)
  }

  /// A switch.
  static func flag(
    beside: String = "", idle: [String] = [], always: String? = nil
  ) -> OptionRule {
    OptionRule(beside: beside, idle: idle, always: always)
  }
}
