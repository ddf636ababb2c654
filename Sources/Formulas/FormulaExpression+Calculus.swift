extension FormulaExpression {
  /// The expression with numbers computed, like terms and factors gathered, and what has no effect
  /// left out: `x * 1`, `x + 0`, `x^1`, `0 * x`, `x - x`.
  ///
  /// Its values are the same but for rounding, and where a part that was left out has no value.
  public func simplified() -> FormulaExpression {
    var graph = ExpressionGraph()
    let root = graph.add(self)
    return graph.expression(root)
  }

  /// The exact derivative by a symbol, simplified.
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
