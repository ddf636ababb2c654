internal import ScalingLaws
internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension ResamplingOptions {
  /// The replicates of a quantity from a resampling method.
  ///
  /// - Parameters:
  ///   - values: The replicates' values; NaN if undefined.
  ///   - method: The kind of interval they give.
  ///   - failure: The reason for undefined ones, as in `had too few budgets left`.
  /// - Returns: The replicates, or none if the bootstrap is disabled.
  func draws(
    _ values: [Double], method: ConfidenceInterval.Method = .bootstrapPercentile, failure: String
  ) -> Draws {
    values.isEmpty
      ? .none(because: "bootstrap disabled")
      : Draws(values, level: level, method: method, orElse: failure)
  }
}

extension Draws {
  /// The estimate of the exponential of a quantity from its replicates, which may be infinite.
  func estimate(ofExponential value: Double) -> Estimate {
    var estimate = map { exp($0) }.estimate(of: exp(value))
    let unbounded = values.count { $0.isInfinite }
    guard estimate.interval != nil, unbounded > 0 else { return estimate }
    estimate.standardError = nil
    estimate.reason =
      "the optimum lies beyond the data in \(unbounded) of \(values.count) replicates"
    return estimate
  }
}

/// Half the width of the central 68.27 % of the defined draws; see ``centralDeviation(ofSorted:)``.
func centralDeviation(of draws: [Double]) -> Double? {
  centralDeviation(ofSorted: draws.filter { !$0.isNaN }.sorted())
}
