/// Where something stands in a file: 1-based line and column (in characters) as editors count them.
///
/// A line ends at LF, CRLF or CR. A character is a Unicode scalar; a byte-order mark is not counted.
/// In a gzipped file, lines are those of the unpacked text.
public struct SourceLocation: Sendable, Hashable {
  /// The file's name as the user gave it; `<stdin>` for standard input.
  public var file: String
  /// The line, from 1; nil where the whole file is meant.
  public var line: Int?
  /// The character in the line, from 1; nil where the whole line is meant.
  public var column: Int?

  /// Whether this is an option of the command line, whose name stands in ``file``.
  public let isOption: Bool

  /// Creates a location in a file, whatever the file is called.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
    isOption = false
  }

  /// The option of this name, such as `--where`.
  public init(option: String) {
    file = option
    isOption = true
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `file`, `file:line` or `file:line:column`.
  public var description: String {
    var text = file
    if let line {
      text += ":\(line)"
      if let column {
        text += ":\(column)"
      }
    }
    return text
  }
}
