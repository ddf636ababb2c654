internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The share of replicates that has to give a value for an interval to be told.
private let leastShare = 0.9

extension Estimate {
  /// An estimate with the uncertainty of bootstrap replicates, some of which may have no value.
  ///
  /// With fewer than nine in ten of the replicates left, the rest is a selection of the kind ones, and
  /// there is no interval.
  ///
  /// - Parameters:
  ///   - value: The point estimate.
  ///   - replicates: The replicates' values; NaN where one has none.
  ///   - options: How the replicates were made.
  ///   - method: Which kind of interval they give.
  ///   - failure: What happened in those, as in `had too few budgets left`.
  init(
    value: Double, replicates: [Double], options: ResamplingOptions,
    method: ConfidenceInterval.Method = .bootstrapPercentile, failure: String
  ) {
    guard !replicates.isEmpty else {
      self.init(value: value, reason: "no bootstrap was asked for")
      return
    }
    let draws = replicates.filter { !$0.isNaN }
    let missing = "\(replicates.count - draws.count) of \(replicates.count) replicates \(failure)"
    guard Double(draws.count) >= leastShare * Double(replicates.count) else {
      self.init(value: value, reason: missing)
      return
    }
    self.init(value: value, draws: draws, level: options.level, method: method, reason: missing)
  }

  /// The exponential of an estimate of a logarithm, whose replicates may be infinite.
  init(
    exponentialOf value: Double, replicates: [Double], options: ResamplingOptions,
    method: ConfidenceInterval.Method = .bootstrapPercentile, failure: String
  ) {
    self.init(
      value: exp(value), replicates: replicates.map { exp($0) }, options: options, method: method,
      failure: failure)
    let unbounded = replicates.count { $0.isInfinite }
    guard interval != nil, unbounded > 0 else { return }
    standardError = nil
    reason =
      "in \(unbounded) of \(replicates.count) replicates the optimum lies beyond the data"
  }
}

/// Half the width of the central 68.27 % of draws: the standard deviation of normal ones, and a
/// measure that a few wild or infinite ones do not spoil.
///
/// - Returns: `nil` where there are fewer than two draws, or the width is zero or infinite.
func centralDeviation(of draws: [Double]) -> Double? {
  let sorted = draws.filter { !$0.isNaN }.sorted()
  guard sorted.count >= 2 else { return nil }
  let tail = 0.158655253931457
  let width = quantile(1 - tail, ofSorted: sorted) - quantile(tail, ofSorted: sorted)
  return width.isFinite && width > 0 ? width / 2 : nil
}
