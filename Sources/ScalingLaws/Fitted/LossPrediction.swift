public import Statistics

/// What a fitted law expects of one model.
public struct LossPrediction: Sendable, Equatable {
  /// The variables of the law.
  public var point: [ScalingLaw.Variable: Double]
  /// C, FLOP; `nil` where the law does not depend on it or on both N and D.
  public var compute: Double?
  /// L̂ with its confidence interval: where the law's own curve lies.
  public var loss: Estimate
  /// Where the loss of a single new run is expected: the curve's uncertainty and a run's scatter.
  public var newRun: Estimate
}

extension FittedLaw {
  /// The loss of a model with N parameters trained on D tokens; see ``predict(at:)``.
  public func predict(parameterCount: Double, tokenCount: Double) -> LossPrediction {
    predict(at: [.parameterCount: parameterCount, .tokenCount: tokenCount])
  }

  /// The loss, or what else the law is of, at a point of its variables.
  ///
  /// The prediction interval adds to each draw of the law a residual drawn from those of the fit,
  /// widened by √(m/(m − n)) for the n coefficients that the m residuals were fitted with.
  ///
  /// - Parameter point: A value for each variable of the law; more are allowed.
  /// - Returns: The prediction; NaN where a variable has no value.
  public func predict(at point: [ScalingLaw.Variable: Double]) -> LossPrediction {
    predict(at: point, scatter: scatter)
  }

  /// The scatter of single runs about the curve, which is the same everywhere.
  var scatter: RunScatter {
    RunScatter(
      residuals: residuals, coefficientCount: law.coefficients.count,
      isRelative: objective.space == "log", drawCount: draws.count, seed: provenance.seed)
  }

  /// As ``predict(at:)``, with this law's own ``scatter``.
  func predict(at point: [ScalingLaw.Variable: Double], scatter: RunScatter) -> LossPrediction {
    let level = bootstrap.level
    let point = completing(point)
    // The curve and the scatter of runs about it are on the left side of the equation, which is undone
    // draw by draw.
    let leftSide = law.rightSide(at: point)
    let curve = draws.map(leftSide)
    let reason = "the fit has no draws"
    let value = law.quantity(fromLeftSide: leftSide(values))
    return LossPrediction(
      point: point, compute: point[.compute] ?? compute(at: point),
      loss: Estimate(
        value: value, draws: curve.map(law.quantity(fromLeftSide:)), level: level, reason: reason),
      newRun: Estimate(
        value: value,
        draws: scatter.newRuns(about: curve).map(law.quantity(fromLeftSide:)), level: level,
        reason: reason))
  }

  private func compute(at point: [ScalingLaw.Variable: Double]) -> Double? {
    guard let parameterCount = point[.parameterCount], let tokenCount = point[.tokenCount] else {
      return nil
    }
    return dataset.flopPerParameterToken * parameterCount * tokenCount
  }
}
