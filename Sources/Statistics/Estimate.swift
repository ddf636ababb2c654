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

  /// Whatever holds together is made by ``Draws``, or by one of the ways below.
  init(
    value: Double, standardError: Double? = nil, interval: ConfidenceInterval? = nil,
    reason: String? = nil
  ) {
    self.value = value
    self.standardError = standardError
    self.interval = interval
    self.reason = reason
  }

  /// An estimate with an interval that was not made of draws, such as Wilson's.
  ///
  /// - Parameters:
  ///   - value: The point estimate.
  ///   - interval: The interval; dropped, with a reason, where it does not hold the estimate.
  /// - Returns: The estimate.
  public static func with(_ value: Double, interval: ConfidenceInterval?) -> Estimate {
    guard let interval else { return .missing(value, because: "there are no trials") }
    guard interval.lower <= value, value <= interval.upper else {
      return .missing(value, because: "the estimate lies outside its interval")
    }
    return Estimate(value: value, interval: interval)
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
