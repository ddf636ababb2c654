internal import LeastSquares
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension FitObjective {
  /// The objective at given coefficients, over the runs that a fit would use.
  ///
  ///     Σᵢ wᵢ ρ(rᵢ),   rᵢ = log Lᵢ − log L̂(Nᵢ, Dᵢ)   (or Lᵢ − L̂ᵢ)
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - values: Its coefficients, in the order of ``ScalingLaw/coefficients``.
  ///   - runs: The runs.
  /// - Returns: The sum; NaN where L̂ is not positive and its logarithm is asked for.
  /// - Complexity: O(runs · terms).
  public func value(of law: ScalingLaw, at values: [Double], runs: RunTable) -> Double {
    runs.rowsAfterDrops().used.reduce(0) { sum, row in
      let predicted = law.loss(
        parameterCount: runs.parameterCount[row], tokenCount: runs.tokenCount[row], values: values)
      let observed = runs.loss[row]
      let residual = space == .log ? log(observed) - log(predicted) : observed - predicted
      return sum + (runs.weight?[row] ?? 1) * loss.value(residual)
    }
  }
}
