#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The inverse of an expression in one symbol: from its value to the symbol.
///
///     let leftSide = try Formula(parsing: "log(accuracy / (1 - accuracy))").expression
///     FormulaInverse(of: leftSide)?.value(0)   // 0.5
///
/// An expression has an inverse if it is a chain of logarithms, exponentials, powers, tangents, and
/// quotients (a·x + b)/(c·x + d), which cover affine functions, reciprocals and odds. The symbol may
/// occur several times, as in a logit or in `log(x) - log(1 - x)`.
///
/// The inverse of an even power is its positive root, and of a tangent the angle between −π/2 and π/2;
/// ``undoes(_:)`` checks whether a value round-trips.
public struct FormulaInverse: Sendable, Equatable {
  /// The symbol that is solved for.
  public let symbol: String
  private let expression: FormulaExpression
  /// The steps applied to the symbol, from the innermost to the outermost.
  private let steps: [InvertibleStep]

  /// The inverse of `expression`; `nil` if it is not of the kinds above, or does not have exactly one symbol.
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

  /// The x at which the expression has the value `value`; NaN if there is none.
  ///
  /// - Complexity: O(steps).
  public func value(_ value: Double) -> Double {
    steps.reversed().reduce(value) { $1.undone($0) }
  }

  /// Whether `x` is recovered from the expression's value, to a millionth.
  public func undoes(_ x: Double) -> Bool {
    let back = value(expression.value { _ in x })
    return abs(back - x) <= 1e-6 * max(abs(x), 1e-3)
  }

  /// Whether the expression increases with x at `x`.
  public func isIncreasing(at x: Double) -> Bool {
    var (value, isIncreasing) = (x, true)
    for step in steps {
      if !step.isIncreasing(at: value) { isIncreasing.toggle() }
      value = step.done(value)
    }
    return isIncreasing
  }
}
