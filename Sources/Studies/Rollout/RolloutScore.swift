public import Statistics

/// The score of one predictor on some runs beyond a cut-off.
public struct RolloutScore: Sendable, Equatable {
  /// The predictor.
  public var predictor: RolloutPredictor
  /// The number of predictions.
  public var count: Int
  /// The mean of log L̂ − log L: above 0 if the predicted loss is too high.
  public var meanError: Double
  /// The median of |log L̂ − log L|.
  public var medianAbsoluteError: Double
  /// The largest |log L̂ − log L|.
  public var largestAbsoluteError: Double
  /// The number of losses inside their prediction intervals; `nil` if there are none.
  public var hits: Int?
  /// The share of ``hits`` with the Wilson interval for that many independent trials.
  public var hitRate: Estimate?
  /// The median width of the prediction intervals relative to L̂: wide enough intervals cover
  /// everything.
  public var medianIntervalWidth: Double?

  /// The score of `predictor`; `nil` without forecasts.
  ///
  /// - Parameters:
  ///   - predictor: What predicted.
  ///   - forecasts: The runs with their predictions.
  ///   - level: The level of the interval of the hit rate.
  public init?(_ predictor: RolloutPredictor, of forecasts: [RolloutForecast], level: Double) {
    guard !forecasts.isEmpty else { return nil }
    let errors = forecasts.map { $0.logError(predictor) }
    self.predictor = predictor
    count = forecasts.count
    meanError = errors.reduce(0, +) / Double(errors.count)
    medianAbsoluteError = median(of: errors.map(abs))
    largestAbsoluteError = errors.reduce(0) { max($0, abs($1)) }
    let widths = forecasts.compactMap { $0.intervalWidth(predictor) }
    let outcomes = forecasts.compactMap { $0.isHit(predictor) }
    guard outcomes.count == count else { return }
    let hits = outcomes.count { $0 }
    self.hits = hits
    medianIntervalWidth = median(of: widths)
    hitRate = .with(
      Double(hits) / Double(count),
      interval: ConfidenceInterval(wilsonOf: hits, among: count, level: level))
  }
}

/// A range of distances beyond a cut-off, in decades of C.
public struct DistanceBin: Sendable, Equatable {
  /// The minimum distance, inclusive.
  public let lower: Double
  /// The maximum, exclusive; infinite for the last.
  public let upper: Double

  /// The bins of a rollout: to .25, .5, 1 and 2 decades, and beyond.
  public static let all = zip([0, 0.25, 0.5, 1, 2], [0.25, 0.5, 1, 2, .infinity])
    .map { DistanceBin(lower: $0, upper: $1) }

  /// Whether the bin contains a distance.
  public func contains(_ distance: Double) -> Bool { lower <= distance && distance < upper }
}
