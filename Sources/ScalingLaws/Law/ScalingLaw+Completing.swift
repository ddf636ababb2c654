extension ScalingLaw {
  /// `point` completed with the one of N, D and C that the law needs and C = k·N·D implies.
  ///
  /// - Parameters:
  ///   - point: Values of variables; given values stay, even if N, D and C are inconsistent.
  ///   - factor: k, FLOP per parameter and token.
  /// - Returns: The point, without variables that it does not determine.
  public func completing(
    _ point: [Variable: Double], flopPerParameterToken factor: Double
  ) -> [Variable: Double] {
    let (size, tokens, compute) = (point[.parameterCount], point[.tokenCount], point[.compute])
    let implied: (Variable, Double)? =
      switch (size, tokens, compute) {
      case (let size?, let tokens?, nil): (.compute, factor * size * tokens)
      case (let size?, nil, let compute?): (.tokenCount, compute / (factor * size))
      case (nil, let tokens?, let compute?): (.parameterCount, compute / (factor * tokens))
      default: nil
      }
    guard let (variable, value) = implied, variables.contains(variable) else { return point }
    return point.merging([variable: value]) { given, _ in given }
  }
}

extension FittedLaw {
  /// The law's quantity for given coefficients, completing N, D and C.
  ///
  /// - Parameters:
  ///   - point: Values of variables.
  ///   - values: The coefficients, in the order of ``ScalingLaw/coefficients``.
  /// - Returns: The quantity; NaN if a variable has no value.
  public func value(at point: [ScalingLaw.Variable: Double], values: [Double]) -> Double {
    law.value(at: completing(point), values: values)
  }

  /// ``value(at:values:)`` for a model of N parameters trained on D tokens.
  public func loss(parameterCount: Double, tokenCount: Double, values: [Double]) -> Double {
    value(at: [.parameterCount: parameterCount, .tokenCount: tokenCount], values: values)
  }

  /// `point` completed with the one of N, D and C that the law needs, using the runs' k.
  public func completing(
    _ point: [ScalingLaw.Variable: Double]
  ) -> [ScalingLaw.Variable: Double] {
    law.completing(point, flopPerParameterToken: dataset.flopPerParameterToken)
  }
}
