internal import Formulas

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension ScalingLaw {
  /// The law's figure for given variables.
  ///
  /// - Parameters:
  ///   - point: A value for each of ``variables``.
  ///   - values: The coefficients, in the order of ``coefficients``.
  /// - Returns: The figure; NaN where a variable has no value or the formula is not defined.
  public func value(at point: [Variable: Double], values: [Double]) -> Double {
    switch form {
    case .powerSum(let terms):
      return terms.reduce(0) { sum, term in
        let power = term.factors.reduce(0) { sum, factor in
          sum + factor.multiplier * values[index(of: factor.exponent)]
            * log(point[factor.variable] ?? .nan)
        }
        return sum + values[index(of: term.amplitude)] * exp(power)
      }
    case .expression(let expression):
      return expression.value { symbol in
        if let place = coefficients.firstIndex(of: symbol) { return values[place] }
        return point[Variable(symbol: symbol)] ?? .nan
      }
    }
  }

  /// L̂ at N parameters and D tokens; see ``value(at:values:)``.
  ///
  /// - Parameters:
  ///   - parameterCount: N.
  ///   - tokenCount: D.
  ///   - values: The coefficients, in the order of ``coefficients``.
  /// - Returns: The loss, in the unit of the runs that the coefficients were fitted to.
  public func loss(parameterCount: Double, tokenCount: Double, values: [Double]) -> Double {
    value(at: [.parameterCount: parameterCount, .tokenCount: tokenCount], values: values)
  }

  /// The position of a coefficient's symbol in ``coefficients``.
  func index(of symbol: String) -> Int {
    guard let index = coefficients.firstIndex(of: symbol) else {
      preconditionFailure("'\(symbol)' is no coefficient of \(name)")
    }
    return index
  }
}
