/// A token of a formula.
struct FormulaToken {
  enum Kind: Equatable {
    case number(Double)
    /// An unquoted name, which may be a function or π.
    case name(String)
    /// A name in backticks, which is always a symbol.
    case quotedName(String)
    /// An operator, a parenthesis, a comma or an equals sign.
    case symbol(Character)
    /// <, <=, > or >=.
    case comparison(String)
    case end
  }

  let kind: Kind
  /// Its position, in characters from the start of the formula.
  let offset: Int
  /// Its source text.
  let source: String

  /// Whether the token is a binary operator.
  var isOperator: Bool {
    guard case .symbol(let character) = kind else { return false }
    return "+-*/^".contains(character)
  }

  /// The token in error messages.
  var description: String { kind == .end ? "the end" : "'\(source)'" }
}
