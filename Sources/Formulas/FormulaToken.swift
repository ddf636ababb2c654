/// A piece of a formula.
struct FormulaToken {
  enum Kind: Equatable {
    case number(Double)
    /// A name as it stands, which may be that of a function or of π.
    case name(String)
    /// A name between backticks, which is that of a symbol.
    case quotedName(String)
    /// An operator, a parenthesis, a comma or an equals sign.
    case symbol(Character)
    /// <, <=, > or >=.
    case comparison(String)
    case end
  }

  let kind: Kind
  /// Its place, in characters from the start of the formula.
  let offset: Int
  /// As it was written.
  let source: String

  /// Whether the token stands between two operands.
  var isOperator: Bool {
    guard case .symbol(let character) = kind else { return false }
    return "+-*/^".contains(character)
  }

  /// The token as an error tells it.
  var description: String { kind == .end ? "the end" : "'\(source)'" }
}
