extension ScalingLaw {
  /// `point` with whichever of N, D and C the law needs and the other two imply by C = k·N·D.
  ///
  /// - Parameters:
  ///   - point: Values of variables; what is given stays, even where N, D and C disagree.
  ///   - factor: k, FLOP per parameter and token.
  /// - Returns: The point; without a variable that does not follow from it.
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
  /// The law's quantity for given coefficients, with whichever of N, D and C the others imply.
  ///
  /// - Parameters:
  ///   - point: Values of variables.
  ///   - values: The coefficients, in the order of ``ScalingLaw/coefficients``.
  /// - Returns: The quantity; NaN where a variable has no value.
  public func value(at point: [ScalingLaw.Variable: Double], values: [Double]) -> Double {
    law.value(at: completing(point), values: values)
  }

  /// ``value(at:values:)`` of a model of N parameters trained on D tokens.
  public func loss(parameterCount: Double, tokenCount: Double, values: [Double]) -> Double {
    value(at: [.parameterCount: parameterCount, .tokenCount: tokenCount], values: values)
  }

  /// `point` with whichever of N, D and C the law needs and the other two imply, by the k of the runs.
  public func completing(
    _ point: [ScalingLaw.Variable: Double]
  ) -> [ScalingLaw.Variable: Double] {
    law.completing(point, flopPerParameterToken: dataset.flopPerParameterToken)
  }

  /// The variables of the law that `point` neither has nor implies, in the order of the formula.
  public func missingVariables(
    at point: [ScalingLaw.Variable: Double]
  ) -> [ScalingLaw.Variable] {
    let completed = completing(point)
    return law.variables.filter { completed[$0] == nil }
  }
}
