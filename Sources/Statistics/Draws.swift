#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The replicates of one quantity: its value for each bootstrap refit or each draw of the
/// assumptions, and the only way to create an ``Estimate`` with an interval from replicates.
///
///     fit.draws { law.value(at: point, values: $0) }.estimate(of: value)
///
/// Replicate k of one quantity corresponds to replicate k of another: ``map(orElse:_:)`` and
/// ``paired(with:orElse:_:)`` preserve the order. A replicate without a value is NaN and counts as
/// undefined, with the reason. An infinite value counts as a value.
public struct Draws: Sendable, Equatable {
  /// The minimum share of defined replicates for an interval: with fewer, the rest is a biased
  /// selection of well-behaved ones.
  public static let leastDefinedShare = 0.9

  /// One value per replicate; NaN if undefined.
  public let values: [Double]
  /// The level of intervals, in (0, 1).
  public let level: Double
  /// How the replicates were made.
  public let method: ConfidenceInterval.Method
  /// Why some replicates have no value, as in `could not be refitted`, with counts.
  public private(set) var undefined: [Undefined]
  /// The quantity without each group of runs in turn; empty unless intervals are accelerated.
  public private(set) var jackknife: [Double] = []
  /// Why there are no informative replicates; `nil` if there are some.
  public private(set) var absence: String?

  /// Replicates that have no value for the same reason.
  public struct Undefined: Sendable, Equatable {
    /// The count.
    public let count: Int
    /// The reason, as a verb phrase after "12 of 4000 replicates".
    public let phrase: String
    /// The "12 of 4000" if the replicates repeat others; `nil` if they are
    /// counted themselves.
    var share: String?
  }

  /// Replicates of a quantity.
  ///
  /// - Parameters:
  ///   - values: One value per replicate; NaN if undefined.
  ///   - level: The level of intervals, in (0, 1).
  ///   - method: How the replicates were made.
  ///   - phrase: The reason for undefined ones, as in `have no compute optimum`.
  ///   - failed: The number of additional replicates that failed entirely.
  ///   - failure: The reason for those.
  ///   - original: The failed and total counts of the originals, if the replicates repeat them.
  public init(
    _ values: [Double], level: Double,
    method: ConfidenceInterval.Method = .bootstrapPercentile,
    orElse phrase: String = "are not defined", failed: Int = 0, failure: String = "failed",
    repeating original: (failed: Int, count: Int)? = nil
  ) {
    self.values = values + Array(repeating: .nan, count: failed)
    self.level = level
    self.method = method
    undefined = [
      Undefined(
        count: failed, phrase: failure, share: original.map { "\($0.failed) of \($0.count)" }),
      Undefined(count: values.count(where: \.isNaN), phrase: phrase),
    ].filter { $0.count > 0 }
    absence = self.values.isEmpty ? "no replicates" : nil
  }

  /// No replicates, with the reason: the resulting estimate has no interval.
  public static func none(because reason: String) -> Draws {
    var draws = Draws([], level: 0.95)
    draws.absence = reason
    return draws
  }

  /// The share of the replicates that have a value; 0 without replicates.
  public var definedShare: Double {
    guard !values.isEmpty else { return 0 }
    let missing = undefined.reduce(0) { $0 + $1.count }
    return Double(values.count - missing) / Double(values.count)
  }

  /// The replicates of a function of this quantity.
  ///
  /// - Parameters:
  ///   - phrase: The reason if the function is undefined for a defined replicate.
  ///   - function: The function; NaN if undefined.
  /// - Returns: As many replicates.
  public func map(
    orElse phrase: String = "are not defined", _ function: (Double) -> Double
  ) -> Draws {
    let mapped = replacing(values.map { $0.isNaN ? .nan : function($0) }, orElse: phrase)
    guard method == .bootstrapAccelerated else { return mapped }
    return mapped.accelerated(by: jackknife.map { $0.isNaN ? .nan : function($0) })
  }

  /// The replicates with the quantity of a jackknife, for intervals corrected for bias and acceleration.
  public func accelerated(by jackknife: [Double]) -> Draws {
    var draws = Draws(values, level: level, method: .bootstrapAccelerated)
    draws.undefined = undefined
    draws.absence = absence
    draws.jackknife = jackknife
    return draws
  }

  /// The replicates of a function of this quantity and another: replicate k of both, with the
  /// shorter list repeated cyclically.
  ///
  /// - Parameters:
  ///   - other: The replicates of the other quantity.
  ///   - phrase: The reason if the function is undefined although both replicates are defined.
  ///   - function: The function; NaN if undefined.
  /// - Returns: As many replicates as the longer of the two; none if either has none.
  public func paired(
    with other: Draws, orElse phrase: String = "are not defined",
    _ function: (Double, Double) -> Double
  ) -> Draws {
    if let absence = absence ?? other.absence { return .none(because: absence) }
    let count = max(values.count, other.values.count)
    let left = repeated(to: count)
    let right = other.repeated(to: count)
    var paired = left
    paired.undefined += right.undefined
    return paired.replacing(
      zip(left.values, right.values).map { $0.isNaN || $1.isNaN ? .nan : function($0, $1) },
      orElse: phrase)
  }

  /// The replicates with additional randomness: defined ones are replaced by as many others.
  ///
  /// - Parameter scattered: Maps the defined replicates, in their order.
  /// - Returns: As many replicates.
  public func replacingDefined(by scattered: ([Double]) -> [Double]) -> Draws {
    var others = scattered(values.filter { !$0.isNaN }).makeIterator()
    return replacing(
      values.map { $0.isNaN ? .nan : others.next() ?? .nan }, orElse: "are not defined")
  }

  /// The replicates with their deviations from an estimate multiplied by a factor: those of the logarithm where
  /// the estimate and all replicates are positive.
  ///
  /// Replicates of few independent units vary too little; see `BootstrapSummary/widening` of the module of laws.
  ///
  /// - Parameters:
  ///   - factor: The factor; 1 changes nothing.
  ///   - value: The estimate; not finite changes nothing.
  /// - Returns: As many replicates.
  public func widened(by factor: Double, about value: Double) -> Draws {
    guard factor != 1, value.isFinite else { return self }
    let isPositive = value > 0 && values.allSatisfy { $0.isNaN || $0 > 0 }
    return map { replicate in
      guard replicate.isFinite else { return replicate }
      return isPositive
        ? exp(log(value) + factor * (log(replicate) - log(value)))
        : value + factor * (replicate - value)
    }
  }

  /// The replicates as a Monte Carlo sample, if assumptions vary with them.
  public func made(by method: ConfidenceInterval.Method) -> Draws {
    var draws = Draws(values, level: level, method: method)
    draws.undefined = undefined
    draws.absence = absence
    return draws
  }

  /// Other values of the replicates; without the jackknife, whose values they do not have.
  private func replacing(_ values: [Double], orElse phrase: String) -> Draws {
    var draws = Draws(
      values, level: level,
      method: method == .bootstrapAccelerated ? .bootstrapPercentile : method)
    let known = undefined.reduce(0) { $0 + $1.count }
    let missing = values.count(where: \.isNaN)
    draws.undefined = undefined
    if missing > known {
      draws.undefined.append(Undefined(count: missing - known, phrase: phrase))
    }
    draws.absence = absence
    return draws
  }

  private func repeated(to count: Int) -> Draws {
    guard values.count < count else { return self }
    var draws = Draws(
      (0..<count).map { values[$0 % values.count] }, level: level, method: method)
    draws.undefined = draws.undefined.map {
      Undefined(count: $0.count, phrase: undefined.first?.phrase ?? $0.phrase)
    }
    return draws
  }
}
