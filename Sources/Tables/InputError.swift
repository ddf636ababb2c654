/// Bad input, told so that its owner can mend it.
///
/// Its description has one line, and up to two more for the reason and the remedy:
///
///     runs.csv:17:4: column 'loss': expected a positive number, found 'n/a'
///       why: residuals are taken in log space
///       fix: correct the cell, or pass --invalid-rows skip
public struct InputError: Error, Sendable, Equatable {
  /// Where the fault is.
  public var location: SourceLocation
  /// What is wrong, in one line.
  public var what: String
  /// Why that is a fault, where it is not plain.
  public var why: String?
  /// What the owner can do about it.
  public var fix: String?

  /// Creates an error.
  public init(location: SourceLocation, what: String, why: String? = nil, fix: String? = nil) {
    self.location = location
    self.what = what
    self.why = why
    self.fix = fix
  }
}

extension InputError: CustomStringConvertible {
  /// The lines shown above, with control characters escaped, so that a file cannot drive a terminal.
  public var description: String {
    var lines = "\(location): \(what)".escapingControlCharacters()
    if let why {
      lines += "\n  why: " + why.escapingControlCharacters()
    }
    if let fix {
      lines += "\n  fix: " + fix.escapingControlCharacters()
    }
    return lines
  }
}

extension InputError {
  /// `text` between quotes, as an error quotes a cell, cut to `limit` characters.
  public static func quote(_ text: String, limit: Int = 60) -> String {
    text.count <= limit ? "'\(text)'" : "'\(text.prefix(limit))…'"
  }
}
