internal import ScalingLaws
internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Compute budgets with their optimal log N and log D.
struct AllocationPoints: Sendable {
  var logCompute: [Double] = []
  var logParameters: [Double] = []
  var logTokens: [Double] = []
  /// The weight of each squared residual.
  var weights: [Double] = []

  /// The two lines, with their values at the reference.
  struct Lines: Sendable {
    var parameterExponent: Double
    var tokenExponent: Double
    var logParameters: Double
    var logTokens: Double
  }

  mutating func append(
    logCompute: Double, logParameters: Double, logTokens: Double, weight: Double = 1
  ) {
    self.logCompute.append(logCompute)
    self.logParameters.append(logParameters)
    self.logTokens.append(logTokens)
    weights.append(weight)
  }

  /// The mean of log C.
  var reference: Double { logCompute.reduce(0, +) / Double(max(logCompute.count, 1)) }

  /// The weighted least-squares lines; `nil` for fewer than three points or a single compute.
  ///
  /// - Complexity: O(points).
  func lines(at reference: Double) -> Lines? {
    guard logCompute.count >= fewestAllocationPoints else { return nil }
    let total = weights.reduce(0, +)
    func mean(_ values: [Double]) -> Double {
      zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    }
    let center = mean(logCompute)
    let deviations = logCompute.map { $0 - center }
    let spread = zip(deviations, weights).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
    guard total > 0, spread > 1e-12 * total else { return nil }
    func line(_ values: [Double]) -> (slope: Double, value: Double) {
      let level = mean(values)
      var slope = 0.0
      for index in values.indices {
        slope += weights[index] * deviations[index] * (values[index] - level) / spread
      }
      return (slope, level + slope * (reference - center))
    }
    let (parameters, tokens) = (line(logParameters), line(logTokens))
    return Lines(
      parameterExponent: parameters.slope, tokenExponent: tokens.slope,
      logParameters: parameters.value, logTokens: tokens.value)
  }

  /// The law through these points, with the uncertainty of `replicates`.
  ///
  /// - Parameters:
  ///   - weighting: The weighting of the points, for the record.
  ///   - replicates: The points of each replicate.
  ///   - options: How the replicates were made.
  ///   - method: The kind of interval they give.
  ///   - failure: The reason for replicates whose points give no lines.
  /// - Returns: `nil` if these points give no lines.
  func law(
    _ weighting: AllocationLaw.Weighting, replicates: [AllocationPoints],
    options: ResamplingOptions, method: ConfidenceInterval.Method = .bootstrapPercentile,
    failure: String
  ) -> AllocationLaw? {
    let reference = reference
    guard let lines = lines(at: reference) else { return nil }
    let draws = replicates.map { $0.lines(at: reference) }
    func drawn(_ figure: KeyPath<Lines, Double>) -> Draws {
      options.draws(
        draws.map { $0?[keyPath: figure] ?? .nan }, method: method, failure: failure)
    }
    func estimate(_ figure: KeyPath<Lines, Double>) -> Estimate {
      drawn(figure).estimate(of: lines[keyPath: figure])
    }
    func exponential(_ figure: KeyPath<Lines, Double>) -> Estimate {
      drawn(figure).estimate(ofExponential: lines[keyPath: figure])
    }
    return AllocationLaw(
      weighting: weighting, pointCount: logCompute.count, referenceCompute: exp(reference),
      parameterExponent: estimate(\.parameterExponent), tokenExponent: estimate(\.tokenExponent),
      parameterCount: exponential(\.logParameters), tokenCount: exponential(\.logTokens))
  }
}
