#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension FormulaExpression {
  /// The value with symbols replaced by `value`.
  ///
  /// For whole columns, ``CompiledFormula`` is many times faster.
  /// - Complexity: O(nodes).
  public func value(_ value: (String) throws -> Double) rethrows -> Double {
    var values: [Double] = []
    values.reserveCapacity(nodes.count)
    for node in nodes {
      let result: Double =
        switch node {
        case .number(let number): number
        case .symbol(let name): try value(name)
        case .negation(let a): -values[a]
        case .sum(let a, let b): values[a] + values[b]
        case .difference(let a, let b): values[a] - values[b]
        case .product(let a, let b): values[a] * values[b]
        case .quotient(let a, let b): values[a] / values[b]
        case .power(let a, let b): pow(values[a], values[b])
        case .call(let function, let arguments):
          function.takesSeveral
            ? function(values[arguments[0]], values[arguments[1]]) : function(values[arguments[0]])
        case .choice(let a, let b, let c): values[a] >= 0 ? values[b] : values[c]
        case .finiteOrZero(let a): values[a].isInfinite ? 0 : values[a]
        }
      values.append(result)
    }
    return values[values.count - 1]
  }
}
