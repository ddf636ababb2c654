#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The way back from the value of an expression to the one symbol that it is made of.
///
///     let leftSide = try Formula(parsing: "log(accuracy / (1 - accuracy))").expression
///     FormulaInverse(of: leftSide)?.value(0)   // 0.5
///
/// An expression has an inverse where it is a chain of logarithms, exponentials, powers, tangents, and
/// quotients (a·x + b)/(c·x + d), which cover affine functions, reciprocals and odds. The symbol may
/// stand in it several times, as it does in a logit or in `log(x) - log(1 - x)`.
///
/// Of an even power the positive root is taken, and of a tangent the angle between −π/2 and π/2;
/// ``undoes(_:)`` shows whether a value comes back.
public struct FormulaInverse: Sendable, Equatable {
  /// The symbol that is solved for.
  public let symbol: String
  private let expression: FormulaExpression
  /// What the expression does to the symbol, from the innermost step to the outermost.
  private let steps: [InvertibleStep]

  /// The inverse of `expression`; `nil` where it has none of the kinds above, or not one symbol.
  ///
  /// - Complexity: O(nodes²).
  public init?(of expression: FormulaExpression) {
    guard expression.symbols.count == 1, let chain = InvertibleChain(of: expression) else {
      return nil
    }
    symbol = expression.symbols[0]
    self.expression = expression
    steps = chain.steps
  }

  /// The x at which the expression has the value `value`; NaN where there is none.
  ///
  /// - Complexity: O(steps).
  public func value(_ value: Double) -> Double {
    steps.reversed().reduce(value) { $1.undone($0) }
  }

  /// Whether `x` comes back from the expression's value at it, to a millionth.
  public func undoes(_ x: Double) -> Bool {
    let back = value(expression.value { _ in x })
    return abs(back - x) <= 1e-6 * max(abs(x), 1e-3)
  }

  /// Whether the expression grows with x at `x`.
  public func isIncreasing(at x: Double) -> Bool {
    var (value, isIncreasing) = (x, true)
    for step in steps {
      if !step.isIncreasing(at: value) { isIncreasing.toggle() }
      value = step.done(value)
    }
    return isIncreasing
  }
}
