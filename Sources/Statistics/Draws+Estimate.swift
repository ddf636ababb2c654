extension Draws {
  /// How many times the spread of the middle of the replicates their standard deviation may be, before
  /// a few wild ones make it.
  private static let wildness = 2.0

  /// The estimate whose uncertainty is that of the replicates.
  ///
  /// There is an interval where at least nine in ten replicates are defined, they differ, and it holds
  /// the estimate; else there is the reason. There is a standard error where there is an interval, and a
  /// few wild replicates do not make it: their standard deviation is at most twice half the width of
  /// their central 68.27 %.
  ///
  /// - Parameters:
  ///   - value: The point estimate.
  ///   - inner: An estimate whose interval this one includes by its meaning, as that of a new run includes
  ///     that of the curve; the interval is widened to hold it.
  /// - Returns: The estimate, with an interval or the reason why it has none.
  /// - Complexity: O(k log k) for k replicates.
  public func estimate(of value: Double, holding inner: Estimate? = nil) -> Estimate {
    if let absence { return .missing(value, because: absence) }
    guard !value.isNaN else {
      return .missing(value, because: missingSentence ?? "the estimate is not defined")
    }
    let defined = values.filter { !$0.isNaN }.sorted()
    guard defined.count >= 2, definedShare >= Self.leastDefinedShare else {
      return .missing(value, because: missingSentence ?? "there are fewer than two replicates")
    }
    guard defined[0] < defined[defined.count - 1], !isConstant(defined) else {
      return .missing(
        value, because: "all replicates are equal, which says nothing about the uncertainty")
    }
    let lower = min(
      quantile((1 - level) / 2, ofSorted: defined), inner?.interval?.lower ?? .infinity)
    let upper = max(
      quantile((1 + level) / 2, ofSorted: defined), inner?.interval?.upper ?? -.infinity)
    let rounding = value.isFinite ? 1e-12 * abs(value) : 0
    guard lower <= value + rounding, value <= upper + rounding else {
      return .missing(
        value, because: "the estimate lies outside the interval of its replicates")
    }
    let interval = ConfidenceInterval(
      level: level, lower: min(lower, value), upper: max(upper, value), method: method)
    let error = standardError(ofSorted: defined)
    return Estimate(
      value: value, standardError: error, interval: interval,
      reason: missingSentence.map { "\($0) and are left out" }
        ?? (error == nil && interval.isBounded
          ? "a few extreme replicates dominate the standard error" : nil))
  }

  /// The estimate of an upper limit where the lower end is a bound that the quantity cannot pass.
  ///
  /// - Parameters:
  ///   - value: The point estimate, not below `bound`.
  ///   - bound: The least value that the quantity may have.
  /// - Returns: The estimate, with a one-sided interval or the reason why it has none.
  public func estimate(of value: Double, atLowerBound bound: Double) -> Estimate {
    // Replicates that end near the bound need not end as near as the estimate.
    let defined = values.filter { !$0.isNaN }.sorted()
    let tail = defined.isEmpty ? value : quantile((1 - level) / 2, ofSorted: defined)
    var estimate = estimate(of: max(value, tail))
    estimate.value = value
    guard var interval = estimate.interval else { return estimate }
    interval.lower = bound
    interval.isOneSided = true
    estimate.interval = interval
    estimate.standardError = nil
    estimate.reason = "at its bound: the interval is one-sided"
    return estimate
  }

  /// "12 of 4000 replicates could not be refitted"; `nil` where all are defined.
  private var missingSentence: String? {
    guard !undefined.isEmpty else { return nil }
    return undefined.map {
      "\($0.share ?? "\($0.count) of \(values.count)") replicates \($0.phrase)"
    }.joined(separator: ", ")
  }

  /// Whether the values differ by rounding only.
  private func isConstant(_ sorted: [Double]) -> Bool {
    let (least, greatest) = (sorted[0], sorted[sorted.count - 1])
    guard least.isFinite, greatest.isFinite else { return least == greatest }
    return greatest - least <= 4 * max(abs(least), abs(greatest)) * .ulpOfOne
  }

  private func standardError(ofSorted sorted: [Double]) -> Double? {
    let deviation = standardDeviation(of: sorted)
    guard deviation.isFinite, let central = centralDeviation(ofSorted: sorted),
      deviation <= Self.wildness * central
    else { return nil }
    return deviation
  }
}

/// Half the width of the central 68.27 % of ascending draws: the standard deviation of normal ones, and
/// a measure that a few wild or infinite ones do not spoil.
///
/// - Returns: `nil` where there are fewer than two draws, or the width is zero or infinite.
public func centralDeviation(ofSorted sorted: [Double]) -> Double? {
  guard sorted.count >= 2 else { return nil }
  let tail = 0.158655253931457
  let width = quantile(1 - tail, ofSorted: sorted) - quantile(tail, ofSorted: sorted)
  return width.isFinite && width > 0 ? width / 2 : nil
}
