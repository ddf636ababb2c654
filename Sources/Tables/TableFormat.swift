/// The format of a table, detected from its content, never from the file name.
public enum TableFormat: Sendable, Hashable {
  /// One record per line, cells separated by delimiters, by RFC 4180; the first record is the header.
  case csv(Delimiter)
  /// One flat JSON object per line; keys are column names.
  case jsonLines

  /// The separator of cells.
  public enum Delimiter: UInt8, Sendable, Hashable, CaseIterable {
    /// `,`
    case comma = 0x2C
    /// A horizontal tab.
    case tab = 0x09
    /// `;`, as spreadsheets write in locales with a decimal comma.
    case semicolon = 0x3B
  }
}
