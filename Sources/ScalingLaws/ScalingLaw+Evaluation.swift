#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension ScalingLaw {
  /// L̂ at N parameters and D tokens.
  ///
  /// - Parameters:
  ///   - parameterCount: N.
  ///   - tokenCount: D.
  ///   - values: The coefficients, in the order of ``coefficients``.
  /// - Returns: The loss, in the unit of the runs that the coefficients were fitted to.
  public func loss(parameterCount: Double, tokenCount: Double, values: [Double]) -> Double {
    terms.reduce(0) { sum, term in
      let power = term.factors.reduce(0) { sum, factor in
        let variable = factor.variable == .parameterCount ? parameterCount : tokenCount
        return sum + values[index(of: factor.exponent)] * log(variable)
      }
      return sum + values[index(of: term.amplitude)] * exp(-power)
    }
  }

  /// The position of a coefficient's symbol in ``coefficients``.
  func index(of symbol: String) -> Int {
    guard let index = coefficients.firstIndex(of: symbol) else {
      preconditionFailure("'\(symbol)' is no coefficient of \(name)")
    }
    return index
  }
}
