/// How a table is written down; found by its content, never by the file's name.
public enum TableFormat: Sendable, Hashable {
  /// One record a line, cells between delimiters, by RFC 4180; the first record names the columns.
  case csv(Delimiter)
  /// One flat JSON object a line; keys name the columns.
  case jsonLines

  /// What separates the cells of a record.
  public enum Delimiter: UInt8, Sendable, Hashable, CaseIterable {
    /// `,`
    case comma = 0x2C
    /// A horizontal tab.
    case tab = 0x09
    /// `;`, as spreadsheets write where the comma is the decimal sign.
    case semicolon = 0x3B
  }
}
