public import Statistics

/// The prediction of a fitted law for one model.
public struct LossPrediction: Sendable, Equatable {
  /// The variables of the law.
  public var point: [ScalingLaw.Variable: Double]
  /// C, FLOP; `nil` if the law depends neither on it nor on both N and D.
  public var compute: Double?
  /// L̂ with the confidence interval of the law's curve.
  public var loss: Estimate
  /// The expected loss of a single new run: the curve's uncertainty plus a run's scatter.
  public var newRun: Estimate
  /// The extrapolation beyond the runs.
  public var distance: RunDistance
  /// Caveats about this prediction, in addition to those about the fit.
  public var remarks: [Remark] { [distance.remark].compactMap { $0 } }
}

extension FittedLaw {
  /// The loss of a model with N parameters trained on D tokens; see ``predict(at:)``.
  public func predict(parameterCount: Double, tokenCount: Double) -> LossPrediction {
    predict(at: [.parameterCount: parameterCount, .tokenCount: tokenCount])
  }

  /// The loss, or other fitted quantity, at a point.
  ///
  /// The prediction interval adds to each draw of the law a residual drawn from those of the fit,
  /// widened by √(m/(m − n)) for the n coefficients that the m residuals were fitted with.
  ///
  /// - Parameter point: One value per variable of the law; more are allowed.
  /// - Returns: The prediction; NaN if a variable has no value.
  public func predict(at point: [ScalingLaw.Variable: Double]) -> LossPrediction {
    predict(at: point, scatter: scatter)
  }

  /// The scatter of single runs about the curve, the same everywhere.
  package var scatter: RunScatter {
    RunScatter(
      residuals: residuals, coefficientCount: law.coefficients.count,
      isRelative: objective.space == "log", drawCount: draws.count, seed: provenance.seed)
  }

  /// As ``predict(at:)``, with this law's own ``scatter``.
  package func predict(at point: [ScalingLaw.Variable: Double], scatter: RunScatter)
    -> LossPrediction
  {
    let point = completing(point)
    let draws = lawDraws
    // Curve and scatter are in terms of the left side of the equation, which is inverted
    // draw by draw.
    let leftSide = law.rightSide(at: point)
    let curve = { law.quantity(fromLeftSide: leftSide($0)) }
    let sides = draws.of(leftSide)
    let loss = draws.agreeing(
      sides.map(law.quantity(fromLeftSide:)).estimate(of: curve(draws.values)), curve)
    let newRuns = sides.replacingDefined(by: scatter.newRuns).map(law.quantity(fromLeftSide:))
    let compute = point[.compute] ?? compute(at: point)
    return LossPrediction(
      point: point, compute: compute, loss: loss,
      newRun: newRuns.estimate(of: loss.value, holding: loss),
      distance: RunDistance(
        parameterCount: point[.parameterCount], tokenCount: point[.tokenCount], compute: compute,
        of: dataset))
  }

  private func compute(at point: [ScalingLaw.Variable: Double]) -> Double? {
    guard let parameterCount = point[.parameterCount], let tokenCount = point[.tokenCount] else {
      return nil
    }
    return dataset.flopPerParameterToken * parameterCount * tokenCount
  }
}
