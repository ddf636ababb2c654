import Escaping
package import Platform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Bad input, told so that its owner can mend it.
///
/// Its description has one line, two for the excerpt if there is one, and up to two more for the
/// reason and the remedy:
///
///     runs.csv:17:4: column 'loss': expected a positive number, found 'n/a'
///       why: residuals are taken in log space
///       fix: correct the cell, or pass --invalid-rows skip
public struct InputError: Error, Sendable, Equatable {
  /// Where the fault is.
  public var location: SourceLocation
  /// What is wrong, in one line.
  public var what: String
  /// The text in which the fault is, where it came from an option or a descriptor.
  public var excerpt: Excerpt?
  /// Why that is a fault, where it is not plain.
  public var why: String?
  /// What the owner can do about it.
  public var fix: String?
  /// Whether the system could not read what is there, for reasons that are not in it: too many open files,
  /// no permission, a disk that fails.
  public var isSystemFault = false

  /// A line of input, shown below the message with a caret under a place in it.
  public struct Excerpt: Sendable, Equatable {
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
  public init(
    location: SourceLocation, what: String, excerpt: Excerpt? = nil, why: String? = nil,
    fix: String? = nil
  ) {
    self.location = location
    self.what = what
    self.excerpt = excerpt
    self.why = why
    self.fix = fix
  }
}

extension InputError {
  /// The error that a file cannot be read because of the system's error `code`.
  ///
  /// What is not there, or is named wrongly, is no fault of the system.
  package init(file: String, action: String, code: Int32) {
    self.init(
      location: SourceLocation(file: file),
      what: "\(action) the file: \(String(cString: strerror(code)))")
    isSystemFault = ![ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG].contains(code)
  }
}

extension InputError {
  /// The error that the JSON of a file has a key twice, or is larger than anything meant.
  package init(_ fault: JSONKeys.Fault, path: String, line: Int? = nil) {
    self.init(
      location: SourceLocation(file: path, line: line ?? fault.line), what: fault.what,
      why: "readers differ in which of two values they take, and in how much they can hold",
      fix: "correct the line")
  }
}

extension InputError: CustomStringConvertible {
  /// The lines shown above, with control characters escaped, so that a file cannot drive a terminal.
  public var description: String {
    var lines = "\(location): \(what)".escapingControlCharacters()
    if let excerpt {
      let before = String(excerpt.text.prefix(excerpt.offset)).escapingControlCharacters()
      lines += "\n  " + excerpt.text.escapingControlCharacters()
      lines += "\n  " + String(repeating: " ", count: before.count) + "^"
    }
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
  /// `text` between quotes, as an error quotes a cell, cut to `limit` Unicode scalars.
  public static func quote(_ text: String, limit: Int = 60) -> String {
    "'\(text.cut(to: limit))'"
  }
}
