internal import LeastSquares
package import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension FitObjective {
  /// The objective at given coefficients, over the runs that a fit would use.
  ///
  ///     Σᵢ wᵢ ρ(rᵢ),   rᵢ = log Lᵢ − log L̂ᵢ   (or Lᵢ − L̂ᵢ)
  ///
  /// It is computed without the fit's kernels.
  /// - Parameters:
  ///   - law: The law.
  ///   - values: Its coefficients, in the order of ``ScalingLaw/coefficients``.
  ///   - runs: The runs.
  ///   - isInLogSpace: Whether residuals are in log space.
  /// - Returns: The sum; NaN in log space if L̂ is not positive.
  /// - Complexity: O(runs · terms).
  package func value(
    of law: ScalingLaw, at values: [Double], runs: RunTable, isInLogSpace: Bool
  ) -> Double {
    let response = law.response(of: runs)
    return runs.rowsAfterDrops().used.reduce(0) { sum, row in
      let predicted = law.rightSide(at: runs.point(of: law, row: row))(values)
      let residual =
        isInLogSpace ? log(response[row]) - log(predicted) : response[row] - predicted
      return sum + (runs.weight?[row] ?? 1) * loss.value(residual)
    }
  }
}
