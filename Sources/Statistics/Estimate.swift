/// An estimated number, with its uncertainty or the reason for its absence.
public struct Estimate: Sendable, Equatable {
  /// The point estimate.
  public var value: Double
  /// The standard error, in the unit of `value`; `nil` if it could not be estimated.
  public var standardError: Double?
  /// The interval; `nil` if it could not be estimated.
  public var interval: ConfidenceInterval?
  /// Why the standard error or the interval is missing or unbounded.
  public var reason: String?
  /// Whether the value is an estimate at all.
  public var basis = Basis.estimate

  /// The basis of a value.
  public enum Basis: String, Sendable, Codable {
    /// Data or assumptions, with an uncertainty.
    case estimate
    /// An input, treated as fixed.
    case input
    /// Computed from inputs.
    case computed
  }

  /// An input, treated as fixed.
  public static func input(_ value: Double) -> Estimate {
    var estimate = Estimate(value: value, reason: "input")
    estimate.basis = .input
    return estimate
  }

  /// A value computed from inputs only.
  public static func computed(_ value: Double) -> Estimate {
    var estimate = Estimate(value: value, reason: "computed from inputs")
    estimate.basis = .computed
    return estimate
  }

  /// A value without an uncertainty, with the reason.
  public static func missing(_ value: Double, because reason: String) -> Estimate {
    Estimate(value: value, reason: reason)
  }

  /// Consistent estimates are created by ``Draws``, or by one of the functions below.
  init(
    value: Double, standardError: Double? = nil, interval: ConfidenceInterval? = nil,
    reason: String? = nil
  ) {
    self.value = value
    self.standardError = standardError
    self.interval = interval
    self.reason = reason
  }

  /// An estimate with an interval that does not come from draws, such as Wilson's.
  ///
  /// - Parameters:
  ///   - value: The point estimate.
  ///   - interval: The interval; dropped, with a reason, if it does not contain the estimate.
  /// - Returns: The estimate.
  public static func with(_ value: Double, interval: ConfidenceInterval?) -> Estimate {
    guard let interval else { return .missing(value, because: "no trials") }
    guard interval.lower <= value, value <= interval.upper else {
      return .missing(value, because: "the estimate lies outside its interval")
    }
    return Estimate(value: value, interval: interval)
  }

  /// The same quantity in a unit `factor` times smaller.
  ///
  /// - Precondition: `factor` is positive.
  public func scaled(by factor: Double) -> Estimate {
    precondition(factor > 0, "a unit is a positive multiple of another unit unit")
    var scaled = self
    scaled.value *= factor
    scaled.standardError = standardError.map { $0 * factor }
    scaled.interval?.lower *= factor
    scaled.interval?.upper *= factor
    return scaled
  }
}
