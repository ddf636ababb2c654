extension Draws {
  /// The maximum ratio of the replicates' standard deviation to their central spread, above which
  /// a few outliers dominate it.
  private static let wildness = 2.0

  /// The estimate with the uncertainty of the replicates.
  ///
  /// There is an interval if at least nine in ten replicates are defined, they differ, and it contains
  /// the estimate; otherwise there is a reason. There is a standard error if there is an interval, and
  /// outliers do not dominate: the standard deviation is at most twice half the width of
  /// the replicates' central 68.27 %. Of draws from Student's t it is that half width.
  ///
  /// - Parameters:
  ///   - value: The point estimate.
  ///   - inner: An estimate whose interval this one must contain, as that of a new run contains
  ///     that of the curve; the interval is widened to contain it.
  /// - Returns: The estimate, with an interval or the reason for its absence.
  /// - Complexity: O(k log k) for k replicates.
  public func estimate(of value: Double, holding inner: Estimate? = nil) -> Estimate {
    if let absence { return .missing(value, because: absence) }
    guard !value.isNaN else {
      return .missing(value, because: missingSentence ?? "the estimate is not defined")
    }
    let defined = values.filter { !$0.isNaN }.sorted()
    guard defined.count >= 2, definedShare >= Self.leastDefinedShare else {
      return .missing(value, because: missingSentence ?? "fewer than two replicates")
    }
    guard defined[0] < defined[defined.count - 1], !isConstant(defined) else {
      return .missing(
        value, because: "all replicates are equal, so the uncertainty is unknown")
    }
    let ends = ends(of: value, sorted: defined)
    let lower = min(
      quantile(ends.lower, ofSorted: defined), inner?.interval?.lower ?? .infinity)
    let upper = max(
      quantile(ends.upper, ofSorted: defined), inner?.interval?.upper ?? -.infinity)
    let rounding = value.isFinite ? 1e-12 * abs(value) : 0
    guard lower <= value + rounding, value <= upper + rounding else {
      return .missing(
        value, because: "the estimate lies outside the bootstrap interval")
    }
    let interval = ConfidenceInterval(
      level: level, lower: min(lower, value), upper: max(upper, value), method: method)
    let error = standardError(ofSorted: defined)
    return Estimate(
      value: value, standardError: error, interval: interval,
      reason: missingSentence.map { "\($0) and are excluded" }
        ?? (error == nil && interval.isBounded
          ? "a few extreme replicates dominate the standard error" : nil))
  }

  /// The estimate of an upper limit for a quantity at a hard lower bound.
  ///
  /// - Parameters:
  ///   - value: The point estimate, not below `bound`.
  ///   - bound: The lower bound of the quantity.
  /// - Returns: The estimate, with a one-sided interval or the reason for its absence.
  public func estimate(of value: Double, atLowerBound bound: Double) -> Estimate {
    // Replicates near the bound need not be as near as the estimate.
    let defined = values.filter { !$0.isNaN }.sorted()
    let tail = defined.isEmpty ? value : quantile((1 - level) / 2, ofSorted: defined)
    var estimate = estimate(of: max(value, tail))
    estimate.value = value
    guard var interval = estimate.interval else { return estimate }
    interval.lower = bound
    interval.boundEnd = .lower
    estimate.interval = interval
    estimate.standardError = nil
    estimate.reason = "the estimate is at or near its lower bound, so the interval is one-sided"
    return estimate
  }

  /// The quantiles of the defined replicates, in the order of `probabilities`; NaN without replicates.
  ///
  /// - Precondition: Each probability is in [0, 1].
  /// - Complexity: O(k log k) for k replicates.
  public func quantiles(_ probabilities: [Double]) -> [Double] {
    let defined = values.filter { !$0.isNaN }.sorted()
    guard !defined.isEmpty else { return probabilities.map { _ in .nan } }
    return probabilities.map { quantile($0, ofSorted: defined) }
  }

  /// The estimate of a lower limit for a quantity at a hard upper bound.
  ///
  /// - Parameters:
  ///   - value: The point estimate, not above `bound`.
  ///   - bound: The upper bound of the quantity.
  /// - Returns: The estimate, with a one-sided interval or the reason for its absence.
  public func estimate(of value: Double, atUpperBound bound: Double) -> Estimate {
    var estimate = map { -$0 }.estimate(of: -value, atLowerBound: -bound)
    estimate.value = value
    guard let interval = estimate.interval else { return estimate }
    estimate.interval?.lower = -interval.upper
    estimate.interval?.upper = bound
    estimate.interval?.boundEnd = .upper
    estimate.reason = "the estimate is at or near its upper bound, so the interval is one-sided"
    return estimate
  }

  /// "12 of 4000 replicates could not be refitted"; `nil` if all are defined.
  private var missingSentence: String? {
    guard !undefined.isEmpty else { return nil }
    return undefined.map {
      "\($0.share ?? "\($0.count) of \(values.count)") replicates \($0.phrase)"
    }.joined(separator: ", ")
  }

  /// Whether the values differ only by rounding.
  private func isConstant(_ sorted: [Double]) -> Bool {
    let (least, greatest) = (sorted[0], sorted[sorted.count - 1])
    guard least.isFinite, greatest.isFinite else { return least == greatest }
    return greatest - least <= 4 * max(abs(least), abs(greatest)) * .ulpOfOne
  }

  private func standardError(ofSorted sorted: [Double]) -> Double? {
    // Student's t has long tails by itself.
    if method == .waldT { return centralDeviation(ofSorted: sorted) }
    let deviation = standardDeviation(of: sorted)
    guard deviation.isFinite, let central = centralDeviation(ofSorted: sorted),
      deviation <= Self.wildness * central
    else { return nil }
    return deviation
  }
}

/// Half the width of the central 68.27 % of ascending draws: the standard deviation of normal draws, and
/// robust to a few extreme or infinite ones.
///
/// - Returns: `nil` for fewer than two draws, or if the width is zero or infinite.
public func centralDeviation(ofSorted sorted: [Double]) -> Double? {
  guard sorted.count >= 2 else { return nil }
  let tail = 0.158655253931457
  let width = quantile(1 - tail, ofSorted: sorted) - quantile(tail, ofSorted: sorted)
  return width.isFinite && width > 0 ? width / 2 : nil
}
