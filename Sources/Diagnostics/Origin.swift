/// Where a fault is: a place in a file, an option, or something that has a name, such as a dataset.
///
/// Line and column are 1-based, the column in characters, as editors count them. A line ends at LF, CRLF or
/// CR. A character is a Unicode scalar; a byte-order mark is not counted. In a gzipped file, lines are those
/// of the unpacked text.
public struct Origin: Sendable, Hashable {
  /// What the fault is in.
  public var source: Source
  /// The line, from 1; nil where the whole file is meant.
  public var line: Int?
  /// The character in the line, from 1; nil where the whole line is meant.
  public var column: Int?

  /// What a fault can be in.
  public enum Source: Sendable, Hashable {
    /// A file by its name as the user gave it; `<stdin>` for standard input.
    case file(String)
    /// A setting, or several, as the user wrote them.
    case option(Phrase)
    /// Runs, a fit or a batch, by its name.
    case document(String)
  }

  /// A place in a file, whatever the file is called.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    source = .file(file)
    self.line = line
    self.column = column
  }

  /// What a user wrote for a setting, or for several.
  public init(option: Phrase) {
    source = .option(option)
  }

  /// What a user wrote for `setting`.
  public init(_ setting: Setting) {
    self.init(option: Phrase(Mention(setting)))
  }

  /// Runs, a fit or a batch, by its name.
  public init(document: String) {
    source = .document(document)
  }

  /// The name of what the fault is in: of a file, its path.
  public var file: String {
    switch source {
    case .file(let name), .document(let name): name
    case .option(let option): option.text()
    }
  }

  /// Whether the fault is in what the user set.
  public var isOption: Bool {
    if case .option = source { true } else { false }
  }
}

extension Origin: CustomStringConvertible {
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
