/// An interval designed to contain the true value in a stated share of repetitions.
///
/// `upper` may be `+∞` if the data give no bound on that side; that is a finding, not a
/// failure. An interval that could not be estimated at all has no value: see ``Estimate``.
public struct ConfidenceInterval: Sendable, Equatable {
  /// The nominal share of repetitions that the interval covers, in (0, 1).
  public var level: Double
  /// The lower end, in the unit of the estimate it belongs to.
  public var lower: Double
  /// The upper end, in the unit of the estimate it belongs to.
  public var upper: Double
  /// How the interval was computed.
  public var method: Method
  /// Whether one end is a hard bound of the quantity, and only the other is estimated.
  public var isOneSided: Bool { boundEnd != nil }
  /// The end that is a hard bound of the quantity; `nil` if both are estimated.
  public var boundEnd: End?

  /// An end of an interval.
  public enum End: String, Sendable, Codable {
    /// ``ConfidenceInterval/lower``.
    case lower
    /// ``ConfidenceInterval/upper``.
    case upper
  }

  /// Whether both ends are finite.
  public var isBounded: Bool { lower.isFinite && upper.isFinite }

  /// The methods of computing intervals.
  public enum Method: String, Sendable, Codable {
    /// Quantiles of the estimates from resampled pairs (Efron 1979).
    case bootstrapPercentile = "bootstrap-percentile"
    /// Quantiles of the same at levels corrected for bias and acceleration (Efron 1987).
    case bootstrapAccelerated = "bootstrap-bca"
    /// The estimate ± a multiple of its standard error, from Student's t.
    case waldT = "wald-t"
    /// Quantiles of draws that combine the law's bootstrap replicates with the distributions
    /// of the assumptions.
    case monteCarloPercentile = "monte-carlo-percentile"
    /// The score interval of a share (Wilson 1927).
    case wilson
    /// Quantiles of the normal prediction of a regression with priors, on the log scale.
    case shrunkRegression = "shrunk-regression"
    /// Quantiles of a mixture of several laws, with a discrepancy that grows beyond the runs.
    case predictiveMixture = "predictive-mixture"
    /// Student's t interval of a mean over independent groups.
    case tOverGroups = "t-over-groups"
  }

  /// Makes an interval.
  public init(level: Double, lower: Double, upper: Double, method: Method) {
    self.level = level
    self.lower = lower
    self.upper = upper
    self.method = method
  }
}
