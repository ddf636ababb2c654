internal import Escaping

/// The one kind of error that users read: what is wrong, where, why, and how to fix it.
///
/// Its description has one line, two more for an excerpt, and up to two more for the
/// reason and the remedy:
///
///     runs.csv:17:4: column 'loss': expected a positive number, found 'n/a'
///       why: residuals are taken in log space
///       fix: correct the cell, or pass skip as the treatment of invalid rows
public struct Diagnostic: Error, Sendable, Hashable {
  /// Where the error is; `nil` if the message says so.
  public var origin: Origin?
  /// Other errors at the same place, one line each, before ``what``.
  public var others: [Phrase] = []
  /// What is wrong, in one line.
  public var what: Phrase
  /// The text with the error, if it came from an option or a descriptor.
  public var excerpt: Excerpt?
  /// Why that is an error, unless it is obvious.
  public var why: Phrase?
  /// How to fix it.
  public var fix: Phrase?
  /// The cause.
  public var category: Category

  /// The cause of an error, which determines a program's exit status.
  public enum Category: String, Sendable, Hashable, CaseIterable {
    /// The user's request.
    case usage
    /// The contents of the user's files.
    case data
    /// The machine: too many open files, no permission, a full disk, a missing program.
    case system
    /// A signal, or a cancelled task.
    case interruption
  }

  /// A line of input, shown below the message with a caret under a position.
  public struct Excerpt: Sendable, Hashable {
    /// The line.
    public var text: String
    /// The position, in characters from the start.
    public var offset: Int

    /// Creates an excerpt.
    public init(text: String, offset: Int) {
      self.text = text
      self.offset = offset
    }
  }

  /// Creates an error.
  ///
  /// By default, the category is usage if `origin` is an option, and data otherwise.
  public init(
    origin: Origin? = nil, what: Phrase, excerpt: Excerpt? = nil, why: Phrase? = nil,
    fix: Phrase? = nil, category: Category? = nil
  ) {
    self.origin = origin
    self.what = what
    self.excerpt = excerpt
    self.why = why
    self.fix = fix
    self.category = category ?? (origin?.isOption == true ? .usage : .data)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The lines shown above, with control characters escaped, so that a file cannot control a terminal.
  public var description: String {
    let place = origin.map { "\($0): " } ?? ""
    var lines = (others + [what]).map { "\(place)\($0)".escapingControlCharacters() }
    if let excerpt {
      let before = String(excerpt.text.prefix(excerpt.offset)).escapingControlCharacters()
      lines.append("  " + excerpt.text.escapingControlCharacters())
      lines.append("  " + String(repeating: " ", count: before.count) + "^")
    }
    if let why { lines.append("  why: " + why.text().escapingControlCharacters()) }
    if let fix { lines.append("  fix: " + fix.text().escapingControlCharacters()) }
    return lines.joined(separator: "\n")
  }

  /// Where and what, without line breaks.
  public var summary: String {
    (origin.map { "\($0): " } ?? "") + (others.first ?? what).text()
  }

  /// ``summary`` without the name of the runs, fit or batch, for a report about them.
  public var reason: String {
    if case .document = origin?.source { (others.first ?? what).text() } else { summary }
  }
}

extension Diagnostic {
  /// `text` in quotes, as an error quotes a cell, truncated to `limit` Unicode scalars.
  public static func quote(_ text: String, limit: Int = 60) -> String {
    "'\(text.cut(to: limit))'"
  }
}
