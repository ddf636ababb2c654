public import ScalingLaws
internal import Statistics
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Fits N* ∝ C^a and D* ∝ C^b to a table of optima.
///
/// With equal weights, the intervals come from resampling the optima. With weights
/// 1/σ², where σ is the standard error of log N*, they come from perturbing each log N* by a normal error of that
/// size, and log D* by the opposite amount, since C = k·N·D is given.
public struct OptimaFitter: Sendable {
  /// How the intervals are computed.
  public var options: ResamplingOptions

  /// A fitter with the given options.
  public init(options: ResamplingOptions = ResamplingOptions()) {
    self.options = options
  }

  /// Fits the power laws.
  ///
  /// - Parameters:
  ///   - table: One row per budget, with N*, D* and C; drop rules are applied once.
  ///   - standardErrors: Whether the weights of `optima` are standard errors of log N*.
  /// - Returns: The power laws; none if there are fewer than three optima at distinct compute values.
  /// - Throws: ``AllocationError/standardErrorNotPositive(file:line:header:)``, or
  ///   `FitError.noRuns(dataset:rowsRead:)` if there are no rows.
  /// - Complexity: O(replicates · optima).
  public func fit(_ table: RunTable, standardErrors: Bool) throws -> OptimaFit {
    let optima = table.inCanonicalOrder()
    let used = try optima.usedRows()
    // Row order in the file has no effect.
    let rows = used.sorted {
      (optima.compute[$0], optima.parameterCount[$0], optima.tokenCount[$0])
        < (optima.compute[$1], optima.parameterCount[$1], optima.tokenCount[$1])
    }
    func points(_ weight: (Int) -> Double) -> AllocationPoints {
      var points = AllocationPoints()
      for row in rows {
        points.append(
          logCompute: log(optima.compute[row]), logParameters: log(optima.parameterCount[row]),
          logTokens: log(optima.tokenCount[row]), weight: weight(row))
      }
      return points
    }
    let equal = points { _ in 1 }
    let failure = "drew fewer than \(fewestAllocationPoints) different optima"
    var laws = [
      equal.law(.equal, replicates: resampled(equal), options: options, failure: failure)
    ]
    if standardErrors, let errors = optima.weight {
      if let row = used.first(where: { errors[$0] <= 0 }) {
        throw AllocationError.standardErrorNotPositive(
          file: optima.path, line: optima.line[row], header: optima.headers[.weight] ?? "weight")
      }
      let weighted = points { 1 / (errors[$0] * errors[$0]) }
      laws.append(
        weighted.law(
          .inverseVariance, replicates: disturbed(weighted, errors: rows.map { errors[$0] }),
          options: options, method: .monteCarloPercentile, failure: failure))
    }
    return OptimaFit(
      dataset: DatasetSummary(optima, used: used, weightsCount: !standardErrors),
      resampling: options,
      laws: laws.compactMap { $0 })
  }

  /// The points drawn with replacement; a point drawn twice has twice the weight.
  private func resampled(_ points: AllocationPoints) -> [AllocationPoints] {
    replicates { stream in
      var copies = Array(repeating: 0.0, count: points.weights.count)
      for _ in copies.indices { copies[stream.index(below: copies.count)] += 1 }
      var drawn = AllocationPoints()
      for index in copies.indices where copies[index] > 0 {
        drawn.append(
          logCompute: points.logCompute[index], logParameters: points.logParameters[index],
          logTokens: points.logTokens[index], weight: points.weights[index] * copies[index])
      }
      return drawn
    }
  }

  /// The points perturbed by normal errors.
  private func disturbed(_ points: AllocationPoints, errors: [Double]) -> [AllocationPoints] {
    replicates { stream in
      var moved = points
      for index in errors.indices {
        let error = errors[index] * stream.normal()
        moved.logParameters[index] += error
        moved.logTokens[index] -= error
      }
      return moved
    }
  }

  /// Replicate k draws from random stream k.
  private func replicates(_ draw: (inout RandomStream) -> AllocationPoints) -> [AllocationPoints] {
    (0..<options.replicateCount).map { replicate in
      var stream = RandomStream(seed: options.seed, purpose: .resampling, index: replicate)
      return draw(&stream)
    }
  }
}
