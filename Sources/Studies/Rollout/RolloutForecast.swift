public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The predictors of a rollout.
public enum RolloutPredictor: String, Sendable, CaseIterable, Codable {
  /// The law, fitted to the runs up to the cut-off.
  case law
  /// An ensemble of laws, fitted to the same runs, with a discrepancy beyond them.
  case ensemble
  /// A power law of the loss in C only, by log–log least squares on the same runs.
  case computeTrend = "power-law-in-compute"
  /// The lowest loss among the same runs, or the highest accuracy: no improvement. It has no interval.
  case lowestLoss = "lowest-loss-so-far"
}

/// A run beyond a cut-off, with its predictions from the runs up to the cut-off.
public struct RolloutForecast: Sendable, Equatable {
  /// Its row number among the data rows of the file, from 1.
  public var row: Int
  /// N, parameters.
  public var parameterCount: Double
  /// D, tokens.
  public var tokenCount: Double
  /// C, FLOP.
  public var compute: Double
  /// log₁₀ of C over the cut-off's C.
  public var decadesBeyond: Double
  /// L.
  public var loss: Double
  /// The predicted loss with the prediction interval for a new run.
  public var predictions: [RolloutPredictor: Estimate]

  /// log L̂ − log L; NaN without a prediction.
  public func logError(_ predictor: RolloutPredictor) -> Double {
    guard let predicted = predictions[predictor] else { return .nan }
    return log(predicted.value) - log(loss)
  }

  /// The width of the prediction interval relative to L̂; `nil` if there is none.
  public func intervalWidth(_ predictor: RolloutPredictor) -> Double? {
    guard let predicted = predictions[predictor] else { return nil }
    return predicted.interval.map { ($0.upper - $0.lower) / predicted.value }
  }

  /// Whether the prediction interval contains L; `nil` if there is none.
  public func isHit(_ predictor: RolloutPredictor) -> Bool? {
    predictions[predictor]?.interval.map { $0.lower <= loss && loss <= $0.upper }
  }
}
