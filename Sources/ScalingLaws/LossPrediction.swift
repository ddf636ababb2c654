public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

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
    let level = bootstrap.level
    func loss(_ values: [Double]) -> Double {
      law.loss(parameterCount: parameterCount, tokenCount: tokenCount, values: values)
    }
    let point = loss(values)
    let curve = draws.map(loss)
    let spare = max(residuals.count - law.coefficients.count, 1)
    let inflation = (Double(residuals.count) / Double(spare)).squareRoot()
    let scattered = curve.enumerated().map { index, loss in
      var stream = RandomStream(seed: provenance.seed, stream: 1 << 62 | UInt64(index))
      let residual = inflation * residuals[stream.index(below: residuals.count)]
      return objective.space == "log" ? loss * exp(residual) : loss + residual
    }
    let reason = "the fit has no draws"
    return LossPrediction(
      parameterCount: parameterCount, tokenCount: tokenCount,
      compute: dataset.flopPerParameterToken * parameterCount * tokenCount,
      loss: Estimate(value: point, draws: curve, level: level, reason: reason),
      newRun: Estimate(value: point, draws: scattered, level: level, reason: reason))
  }
}
