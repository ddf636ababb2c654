import Tables

/// Rows of text as CSV by RFC 4180, with line feeds.
///
/// Control characters other than line ends and tabs are spelt out, since a terminal would obey them.
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
    text += cells.map { Self.quoted($0 ?? "") }.joined(separator: ",") + "\n"
  }

  /// A number in full precision; empty where there is none or it is not finite.
  public static func number(_ value: Double?) -> String? {
    value.flatMap { $0.isFinite ? "\($0)" : nil }
  }

  private static func quoted(_ cell: String) -> String {
    // Numbers and plain words, which are nearly all cells, need no look at their characters.
    let isPlain = cell.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x80 && $0 != 0x22 && $0 != 0x2C }
    if isPlain { return cell }
    let cell = cell.escapingControlCharacters(keeping: ["\n", "\r", "\t"])
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
    return "\""
      + cell.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
