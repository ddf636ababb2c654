internal import Escaping

/// What is wrong, where, why that matters and how to mend it: the one error that users read.
///
/// Its description has one line, two for the excerpt if there is one, and up to two more for the
/// reason and the remedy:
///
///     runs.csv:17:4: column 'loss': expected a positive number, found 'n/a'
///       why: residuals are taken in log space
///       fix: correct the cell, or pass skip as the treatment of invalid rows
public struct Diagnostic: Error, Sendable, Hashable {
  /// Where the fault is; `nil` where the sentence says it.
  public var origin: Origin?
  /// Other faults at the same place, a line each, before ``what``.
  public var others: [Phrase] = []
  /// What is wrong, in one line.
  public var what: Phrase
  /// The text in which the fault is, where it came from an option or a descriptor.
  public var excerpt: Excerpt?
  /// Why that is a fault, where it is not plain.
  public var why: Phrase?
  /// What the owner can do about it.
  public var fix: Phrase?
  /// Whose fault it is.
  public var category: Category

  /// Who or what is at fault, from which a program's exit status follows.
  public enum Category: String, Sendable, Hashable, CaseIterable {
    /// What the user asked for.
    case usage
    /// What the user's files hold.
    case data
    /// The machine: too many open files, no permission, a full disk, a program that is missing.
    case system
    /// A signal, or a task that was cancelled.
    case interruption
  }

  /// A line of input, shown below the message with a caret under a place in it.
  public struct Excerpt: Sendable, Hashable {
    /// The line.
    public var text: String
    /// The place, in characters from the start.
    public var offset: Int

    /// Creates an excerpt.
    public init(text: String, offset: Int) {
      self.text = text
      self.offset = offset
    }
  }

  /// Creates an error.
  ///
  /// The category is the user's where `origin` is an option, and the data's otherwise, unless it is given.
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
  /// The lines shown above, with control characters escaped, so that a file cannot drive a terminal.
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

  /// Where and what, without line breaks of its own.
  public var summary: String {
    (origin.map { "\($0): " } ?? "") + (others.first ?? what).text()
  }

  /// ``summary`` without the name of runs, a fit or a batch, for a report that is about them.
  public var reason: String {
    if case .document = origin?.source { (others.first ?? what).text() } else { summary }
  }
}

extension Diagnostic {
  /// `text` between quotes, as an error quotes a cell, cut to `limit` Unicode scalars.
  public static func quote(_ text: String, limit: Int = 60) -> String {
    "'\(text.cut(to: limit))'"
  }
}
