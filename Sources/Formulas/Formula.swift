/// A formula as researchers write it, such as `E + A / N^alpha + B / D^beta`.
///
///     let law = try Formula(parsing: "log(L) = a + b * log(N)")
///     law.leftSide?.description   // "log(L)"
///     law.expression.symbols      // ["a", "b", "N"]
///
/// A formula has `+ - * / ^`, unary minus, parentheses, numbers such as `1e-3` and `.5`, the functions
/// of ``FormulaFunction``, the constant `pi`, and names, in backticks if they contain
/// characters other than letters, digits, `_` and `.`. As in mathematics, powers are right-associative and bind
/// more tightly than a sign: `-2^2` is −4 and `2^3^2` is 512. A left side names the fitted quantity
/// if it is not the loss.
public struct Formula: Sendable, Hashable {
  /// The formula as written.
  public let text: String
  /// The side left of the equals sign; `nil` without one.
  public let leftSide: FormulaExpression?
  /// The right side.
  public let expression: FormulaExpression

  /// Reads a formula.
  ///
  /// - Throws: `FormulaError` with the position.
  /// - Complexity: O(text).
  public init(parsing text: String) throws(FormulaError) {
    self.text = text
    var parser = try FormulaParser(text)
    (leftSide, expression) = try parser.parse()
  }

  /// An error about a symbol of this formula, at its first occurrence.
  public func error(
    _ what: String, at symbol: String, why: String? = nil, fix: String? = nil
  ) -> FormulaError {
    var lexer = FormulaLexer(text)
    let place = (try? lexer.tokens())?.first {
      $0.kind == .name(symbol) || $0.kind == .quotedName(symbol)
    }
    return FormulaError(what, in: text, offset: place?.offset ?? 0, why: why, fix: fix)
  }
}
