/// A number that was estimated, with its uncertainty or the reason why it has none.
public struct Estimate: Sendable, Equatable {
  /// The point estimate.
  public var value: Double
  /// The standard error, in the unit of `value`; `nil` where it could not be estimated.
  public var standardError: Double?
  /// The interval; `nil` where it could not be estimated.
  public var interval: ConfidenceInterval?
  /// Why the standard error or the interval is missing or unbounded.
  public var reason: String?
  /// Whether the value is an estimate at all.
  public var basis = Basis.estimate

  /// What a value rests on.
  public enum Basis: String, Sendable, Codable {
    /// Data or assumptions, with an uncertainty.
    case estimate
    /// It was given, and is taken as exact.
    case input
    /// Arithmetic on what was given.
    case computed
  }

  /// A value that was given and is taken as exact.
  public static func input(_ value: Double) -> Estimate {
    var estimate = Estimate(value: value, reason: "input")
    estimate.basis = .input
    return estimate
  }

  /// A value that follows from inputs alone.
  public static func computed(_ value: Double) -> Estimate {
    var estimate = Estimate(value: value, reason: "computed from inputs")
    estimate.basis = .computed
    return estimate
  }

  /// A value without a known uncertainty, and why.
  public static func missing(_ value: Double, because reason: String) -> Estimate {
    Estimate(value: value, reason: reason)
  }

  /// Makes an estimate.
  public init(
    value: Double, standardError: Double? = nil, interval: ConfidenceInterval? = nil,
    reason: String? = nil
  ) {
    self.value = value
    self.standardError = standardError
    self.interval = interval
    self.reason = reason
  }

  /// An estimate whose uncertainty is that of `draws`.
  ///
  /// - Parameters:
  ///   - value: The point estimate.
  ///   - draws: Draws of the same quantity. Infinite draws count towards the interval; with any of
  ///     them there is no standard error.
  ///   - level: The level of the interval.
  ///   - method: How the draws were made.
  ///   - reason: Why there are no draws, used where `draws` has fewer than two.
  public init(
    value: Double, draws: [Double], level: Double,
    method: ConfidenceInterval.Method = .bootstrapPercentile, reason: String? = nil
  ) {
    let interval = ConfidenceInterval(percentilesOf: draws, level: level, method: method)
    let error = draws.count >= 2 ? standardDeviation(of: draws) : .nan
    self.init(
      value: value,
      standardError: error.isFinite ? error : nil,
      interval: interval,
      reason: interval != nil
        ? nil
        : draws.count >= 2
          ? "some draws are not defined" : reason ?? "there are fewer than two draws")
  }

  /// The same quantity in a unit `factor` times smaller.
  ///
  /// - Precondition: `factor` is positive.
  public func scaled(by factor: Double) -> Estimate {
    precondition(factor > 0, "a unit is a positive multiple of another")
    var scaled = self
    scaled.value *= factor
    scaled.standardError = standardError.map { $0 * factor }
    scaled.interval?.lower *= factor
    scaled.interval?.upper *= factor
    return scaled
  }
}
