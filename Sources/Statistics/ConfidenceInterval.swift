/// An interval that is meant to hold the true value in a stated share of repetitions.
///
/// `upper` may be `+∞` where the data give no bound on that side; that is a finding, not a
/// failure. An interval that could not be estimated at all has no value: see ``Estimate``.
public struct ConfidenceInterval: Sendable, Equatable {
  /// The nominal share of repetitions that the interval covers, in (0, 1).
  public var level: Double
  /// The lower end, in the unit of the estimate it belongs to.
  public var lower: Double
  /// The upper end, in the unit of the estimate it belongs to.
  public var upper: Double
  /// How the interval was found.
  public var method: Method
  /// Whether ``lower`` is a bound that the quantity cannot pass, and ``upper`` alone is estimated.
  public var isOneSided = false

  /// Whether both ends are finite.
  public var isBounded: Bool { lower.isFinite && upper.isFinite }

  /// The ways in which an interval can be found.
  public enum Method: String, Sendable, Codable {
    /// Quantiles of the estimates from resampled pairs (Efron 1979).
    case bootstrapPercentile = "bootstrap-percentile"
    /// Quantiles of draws in which the law's bootstrap replicates and the stated distributions
    /// of the assumptions vary together.
    case monteCarloPercentile = "monte-carlo-percentile"
    /// The score interval of a share (Wilson 1927).
    case wilson
    /// Quantiles of the normal prediction of a regression with priors, on the log scale.
    case shrunkRegression = "shrunk-regression"
  }

  /// Makes an interval.
  public init(level: Double, lower: Double, upper: Double, method: Method) {
    self.level = level
    self.lower = lower
    self.upper = upper
    self.method = method
  }
}
