extension FormulaExpression {
  /// The expression with constants folded, like terms and factors collected, and parts without effect
  /// removed: `x * 1`, `x + 0`, `x^1`, `0 * x`, `x - x`.
  ///
  /// Its values are the same except for rounding, and where a removed part is undefined.
  public func simplified() -> FormulaExpression {
    var graph = ExpressionGraph()
    let root = graph.add(self)
    return graph.expression(root)
  }

  /// The exact derivative with respect to a symbol, simplified.
  ///
  /// At the kink of `min(a, b)` and `max(a, b)`, where a = b, it is that of a; where x = 0, that of
  /// xᵖ by p is 0.
  public func derivative(by symbol: String) -> FormulaExpression {
    var graph = ExpressionGraph()
    let root = graph.add(self)
    let derivative = graph.derivative(of: root, by: symbol)
    return graph.expression(derivative)
  }
}
