public import Statistics

/// The loss that a fitted law expects of one model.
public struct LossPrediction: Sendable, Equatable {
  /// N, parameters.
  public var parameterCount: Double
  /// D, tokens.
  public var tokenCount: Double
  /// C, FLOP.
  public var compute: Double
  /// L̂ with its confidence interval: where the law's own curve lies.
  public var loss: Estimate
  /// Where the loss of a single new run is expected: the curve's uncertainty and a run's scatter.
  public var newRun: Estimate
}

extension FittedLaw {
  /// The loss of a model with N parameters trained on D tokens.
  ///
  /// The prediction interval adds to each draw of the law a residual drawn from those of the fit,
  /// widened by √(m/(m − n)) for the n coefficients that the m residuals were fitted with.
  public func predict(parameterCount: Double, tokenCount: Double) -> LossPrediction {
    predict(parameterCount: parameterCount, tokenCount: tokenCount, scatter: scatter)
  }

  /// The scatter of single runs about the curve, which is the same at every N and D.
  var scatter: RunScatter {
    RunScatter(
      residuals: residuals, coefficientCount: law.coefficients.count,
      isRelative: objective.space == "log", drawCount: draws.count, seed: provenance.seed)
  }

  /// As ``predict(parameterCount:tokenCount:)``, with this law's own ``scatter``.
  func predict(
    parameterCount: Double, tokenCount: Double, scatter: RunScatter
  ) -> LossPrediction {
    let level = bootstrap.level
    func loss(_ values: [Double]) -> Double {
      law.loss(parameterCount: parameterCount, tokenCount: tokenCount, values: values)
    }
    let point = loss(values)
    let curve = draws.map(loss)
    let reason = "the fit has no draws"
    return LossPrediction(
      parameterCount: parameterCount, tokenCount: tokenCount,
      compute: dataset.flopPerParameterToken * parameterCount * tokenCount,
      loss: Estimate(value: point, draws: curve, level: level, reason: reason),
      newRun: Estimate(
        value: point, draws: scatter.newRuns(about: curve), level: level, reason: reason))
  }
}
