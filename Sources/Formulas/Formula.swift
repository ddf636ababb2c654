/// A formula as a researcher types it, such as `E + A / N^alpha + B / D^beta`.
///
///     let law = try Formula(parsing: "log(L) = a + b * log(N)")
///     law.leftSide?.description   // "log(L)"
///     law.expression.symbols      // ["a", "b", "N"]
///
/// A formula has `+ - * / ^`, unary minus, parentheses, numbers such as `1e-3` and `.5`, the functions
/// of ``FormulaFunction``, the constant `pi`, and names, between backticks where they hold other
/// characters than letters, digits, `_` and `.`. As in mathematics, powers bind to the right and more
/// than a sign before them: `-2^2` is −4 and `2^3^2` is 512. A left side tells what the formula gives,
/// where that is not the loss.
public struct Formula: Sendable, Hashable {
  /// The formula as it was written.
  public let text: String
  /// What stands before the equals sign; `nil` where there is none.
  public let leftSide: FormulaExpression?
  /// What the formula computes.
  public let expression: FormulaExpression

  /// Reads a formula.
  ///
  /// - Throws: What is wrong, and where.
  /// - Complexity: O(text).
  public init(parsing text: String) throws(FormulaError) {
    self.text = text
    var parser = try FormulaParser(text)
    (leftSide, expression) = try parser.parse()
  }

  /// An error about a symbol of this formula, with the place where it first stands.
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
