public import Statistics

/// The score of forecasts at some distances beyond the runs, over several sweeps.
public struct CalibrationScore: Sendable, Equatable {
  /// The number of sweeps with forecasts at these distances.
  public var sweeps: Int
  /// The number of groups of sweeps.
  public var groups: Int
  /// The number of forecasts.
  public var forecasts: Int
  /// The share of intervals that held, the mean over groups of the mean over their sweeps, with a t interval over
  /// groups.
  public var hitRate: Estimate
  /// The median over sweeps of the median width of the intervals of log L.
  public var medianWidth: Double
  /// The mean over groups of the mean interval score.
  public var intervalScore: Double
  /// The median over sweeps of the median of |log L̂ − log L|.
  public var medianError: Double

  /// The score; `nil` without forecasts.
  ///
  /// - Parameters:
  ///   - outcomes: The outcomes of each sweep, with its group.
  ///   - level: The nominal level of the intervals.
  ///   - chosen: Which forecasts count.
  public init?(
    _ outcomes: [(group: String, outcomes: [ForecastOutcome])], level: Double,
    where chosen: (ForecastOutcome) -> Bool
  ) {
    let sweeps = outcomes.map { ($0.group, $0.outcomes.filter(chosen)) }.filter { !$0.1.isEmpty }
    guard !sweeps.isEmpty else { return nil }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    func groupMeans(_ figure: (ForecastOutcome) -> Double) -> [Double] {
      Dictionary(grouping: sweeps, by: \.0).sorted { $0.key < $1.key }.map { _, sweeps in
        mean(sweeps.map { mean($0.1.map(figure)) })
      }
    }
    let rates = groupMeans { $0.isHit ? 1 : 0 }
    self.sweeps = sweeps.count
    groups = rates.count
    forecasts = sweeps.reduce(0) { $0 + $1.1.count }
    hitRate = Self.rate(rates, level: level)
    medianWidth = median(of: sweeps.map { median(of: $0.1.map(\.width)) })
    intervalScore = mean(groupMeans { $0.intervalScore(level: level) })
    medianError = median(of: sweeps.map { median(of: $0.1.map { abs($0.error) }) })
  }

  /// The mean of the rates of independent groups, with a t interval within 0 and 1.
  private static func rate(_ rates: [Double], level: Double) -> Estimate {
    let count = Double(rates.count)
    let mean = rates.reduce(0, +) / count
    guard rates.count > 1 else { return .missing(mean, because: "one group of sweeps") }
    let variance = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let reach =
      StudentT(degreesOfFreedom: count - 1).quantile((1 + level) / 2)
      * (variance / count).squareRoot()
    return .with(
      mean,
      interval: ConfidenceInterval(
        level: level, lower: max(0, mean - reach), upper: min(1, mean + reach),
        method: .tOverGroups))
  }
}
