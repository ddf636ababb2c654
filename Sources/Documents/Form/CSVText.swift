import Escaping

/// Rows of text as CSV by RFC 4180, with line feeds; `CSVCell` has the rule for its cells.
public struct CSVText {
  /// The rows so far.
  public private(set) var text: String

  /// A table with a header.
  public init(header: [String]) {
    text = ""
    add(header)
  }

  /// Adds a row; missing values are empty.
  public mutating func add(_ cells: [String?]) {
    text += cells.map { CSVCell.cell($0 ?? "") }.joined(separator: ",") + "\n"
  }

  /// A number in full precision; empty if there is none or it is not finite.
  public static func number(_ value: Double?) -> String? {
    value.flatMap { $0.isFinite ? "\($0)" : nil }
  }
}
