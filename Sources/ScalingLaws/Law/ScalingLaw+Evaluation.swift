internal import Formulas

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension ScalingLaw {
  /// The fitted quantity at given variables: the formula, with the left side inverted.
  ///
  /// - Parameters:
  ///   - point: One value for each of ``variables``.
  ///   - values: The coefficients, in the order of ``coefficients``.
  /// - Returns: The value; NaN if a variable has no value or the formula is undefined.
  public func value(at point: [Variable: Double], values: [Double]) -> Double {
    evaluator(at: point)(values)
  }

  /// The fitted quantity at given variables as a function of the coefficients, for many sets
  /// of these.
  package func evaluator(at point: [Variable: Double]) -> @Sendable ([Double]) -> Double {
    let rightSide = rightSide(at: point)
    guard let inverse else { return rightSide }
    return { inverse.value(rightSide($0)) }
  }

  /// The formula at given variables as a function of its coefficients: the right side of the
  /// equation, in which residuals are measured.
  package func rightSide(at point: [Variable: Double]) -> @Sendable ([Double]) -> Double {
    switch form {
    case .powerSum(let terms):
      let places = terms.map { term in
        (
          amplitude: index(of: term.amplitude),
          factors: term.factors.map { factor in
            (
              exponent: index(of: factor.exponent),
              logarithm: factor.multiplier * log(point[factor.variable] ?? .nan)
            )
          }
        )
      }
      return { values in
        places.reduce(0) { sum, term in
          let power = term.factors.reduce(0) { $0 + values[$1.exponent] * $1.logarithm }
          return sum + values[term.amplitude] * exp(power)
        }
      }
    case .expression(let expression):
      let places = Dictionary(uniqueKeysWithValues: zip(coefficients, coefficients.indices))
      let given = Dictionary(uniqueKeysWithValues: point.map { ($0.symbol, $1) })
      return { values in
        expression.value { symbol in places[symbol].map { values[$0] } ?? given[symbol] ?? .nan }
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

  /// The index of a coefficient in ``coefficients``.
  func index(of symbol: String) -> Int {
    guard let index = coefficients.firstIndex(of: symbol) else {
      preconditionFailure("'\(symbol)' is not a coefficient of \(name)")
    }
    return index
  }
}
