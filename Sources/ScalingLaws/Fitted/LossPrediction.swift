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
  /// The requested quantiles, in the order of the request.
  public var quantiles: [PredictedQuantile] = []
  /// The extrapolation beyond the runs.
  public var distance: RunDistance
  /// Caveats about this prediction, in addition to those about the fit.
  public var remarks: [Remark] { [distance.remark].compactMap { $0 } }

  /// Whether the law has a finite value at the point.
  public var isDefined: Bool { loss.value.isFinite }
}

/// A quantile of what a law predicts for one model.
public struct PredictedQuantile: Sendable, Equatable {
  /// The share of the distribution below it, in (0, 1).
  public var probability: Double
  /// Of L̂; `nil` where L̂ has no interval.
  public var loss: Double?
  /// Of the loss of a single new run; `nil` where that has no interval.
  public var newRun: Double?
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
  /// - Returns: The prediction; NaN if a variable has no value or the law is undefined there.
  public func predict(at point: [ScalingLaw.Variable: Double]) -> LossPrediction {
    LawPredictor(self).prediction(at: point, quantiles: [])
  }

  /// The predictions at many points; see ``predict(at:)``.
  ///
  /// - Parameters:
  ///   - points: One value per variable of the law for each; more are allowed.
  ///   - probabilities: The quantiles to give with each, in (0, 1).
  ///   - threadCount: The maximum number of threads; results do not depend on it.
  /// - Returns: A prediction for each point, in order.
  /// - Throws: ``PredictionError`` for quantiles that the replicates do not give, `CancellationError`.
  /// - Complexity: O(k log k) for k draws and each point.
  public func predictions(
    at points: [[ScalingLaw.Variable: Double]], quantiles probabilities: [Double] = [],
    threadCount: Int = 1
  ) async throws -> [LossPrediction] {
    try PredictionError.check(probabilities, replicates: draws.count)
    let predictor = LawPredictor(self)
    return try await concurrentChunks(
      count: points.count, threads: threadCount, chunkSize: 32, progress: nil
    ) { range in
      range.map { predictor.prediction(at: points[$0], quantiles: probabilities) }
    }
  }

  /// The scatter of single runs about the curve, the same everywhere.
  package var scatter: RunScatter {
    RunScatter(
      residuals: residuals,
      coefficientCount: joint?.coefficientCount ?? law.coefficients.count, runCount: joint?.used,
      isRelative: objective.space == "log", drawCount: draws.count, seed: provenance.seed)
  }

  /// As ``predict(at:)``, with this law's own ``scatter``.
  package func predict(at point: [ScalingLaw.Variable: Double], scatter: RunScatter)
    -> LossPrediction
  {
    LawPredictor(self, scatter: scatter).prediction(at: point, quantiles: [])
  }
}
