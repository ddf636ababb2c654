/// Functions that are written by means of others.
enum FormulaShorthand: String, CaseIterable {
  /// |x| = max(x, −x).
  case abs
  /// The hyperbolic tangent, 1 − 2/(1 + exp 2x), which has its limits where exp 2x is 0 or infinite.
  case tanh

  /// The place of the function of the value at `x`.
  func written(_ x: Int, in builder: inout ExpressionBuilder) -> Int {
    switch self {
    case .abs:
      return builder.add(.call(.max, [x, builder.add(.negation(x))]))
    case .tanh:
      let (one, two) = (builder.add(.number(1)), builder.add(.number(2)))
      let exponential = builder.add(.call(.exp, [builder.add(.product(two, x))]))
      let quotient = builder.add(.quotient(two, builder.add(.sum(one, exponential))))
      return builder.add(.difference(one, quotient))
    }
  }
}
