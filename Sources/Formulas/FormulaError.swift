public import Diagnostics

/// A formula that cannot be read: what is wrong, where, and how to fix it.
///
///     unknown function 'lgo'
///       E + lgo(N)
///           ^
///       fix: did you mean 'log'?
public struct FormulaError: Error, Sendable, Equatable {
  /// What is wrong, in one line.
  public var what: String
  /// The formula.
  public var text: String
  /// The position of the error, in characters from the start of ``text``.
  public var offset: Int
  /// Why that is an error, unless it is obvious.
  public var why: String?
  /// How to fix it.
  public var fix: String?

  /// Creates an error.
  public init(
    _ what: String, in text: String, offset: Int, why: String? = nil, fix: String? = nil
  ) {
    self.what = what
    self.text = text
    self.offset = offset
    self.why = why
    self.fix = fix
  }

  /// The formula on one line, with a space for each control character, so that a caret aligns with
  /// its position.
  public var excerpt: String {
    String(text.map { $0.isControl ? " " : $0 })
  }
}

extension FormulaError: Diagnosed {
  /// What is wrong, with a caret under the position.
  public var diagnostic: Diagnostic {
    Diagnostic(
      what: Phrase(what),
      excerpt: text.isEmpty ? nil : Diagnostic.Excerpt(text: excerpt, offset: offset),
      why: why.map { "\($0)" }, fix: fix.map { "\($0)" }, category: .usage)
  }
}

extension Character {
  /// Whether the character could control a terminal.
  fileprivate var isControl: Bool {
    isNewline || unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// The character, or its code point if it cannot be shown.
  var shown: String {
    guard isControl else { return String(self) }
    return unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined()
  }
}
