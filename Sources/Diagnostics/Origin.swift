/// Where an error is: a place in a file, an option, or a named object such as a dataset.
///
/// Line and column are 1-based, the column in characters, as editors count them. A line ends at LF, CRLF or
/// CR. A character is a Unicode scalar; a byte-order mark is not counted. In a gzipped file, lines are those
/// of the unpacked text.
public struct Origin: Sendable, Hashable {
  /// The file, option or object with the error.
  public var source: Source
  /// The line, from 1; nil for the whole file.
  public var line: Int?
  /// The character in the line, from 1; nil for the whole line.
  public var column: Int?

  /// The kinds of places.
  public enum Source: Sendable, Hashable {
    /// A file, by the name that the user gave; `<stdin>` for standard input.
    case file(String)
    /// A setting, or several, as the user wrote them.
    case option(Phrase)
    /// Runs, a fit or a batch, by its name.
    case document(String)
  }

  /// A place in a file.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    source = .file(file)
    self.line = line
    self.column = column
  }

  /// The user's value of one or more settings.
  public init(option: Phrase) {
    source = .option(option)
  }

  /// The user's value of `setting`.
  public init(_ setting: Setting) {
    self.init(option: Phrase(Mention(setting)))
  }

  /// Runs, a fit or a batch, by its name.
  public init(document: String) {
    source = .document(document)
  }

  /// The path of the file, or the name of the option or object.
  public var file: String {
    switch source {
    case .file(let name), .document(let name): name
    case .option(let option): option.text()
    }
  }

  /// Whether the error is in a setting.
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
