/// A formula that cannot be read, told so that its author can mend it.
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
  /// The place of the fault, in characters from the start of ``text``.
  public var offset: Int
  /// Why that is a fault, where it is not plain.
  public var why: String?
  /// What the author can do about it.
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

  /// The formula in one line, with a space for each control character, so that a caret stands under
  /// its place.
  public var excerpt: String {
    String(text.map { isControl($0) ? " " : $0 })
  }

  private func isControl(_ character: Character) -> Bool {
    character.isNewline
      || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}

extension FormulaError: CustomStringConvertible {
  /// The lines shown above.
  public var description: String {
    var lines = what
    if !text.isEmpty {
      lines += "\n  \(excerpt)\n  \(String(repeating: " ", count: offset))^"
    }
    if let why { lines += "\n  why: \(why)" }
    if let fix { lines += "\n  fix: \(fix)" }
    return lines
  }
}
