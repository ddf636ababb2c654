internal import LeastSquares
internal import Statistics
internal import TrainingRuns

/// The pairs bootstrap: the law is refitted to runs drawn with replacement.
///
/// Replicate k draws its runs from the random stream k, so it does not depend on the threads or on the
/// other replicates. Where the rules that drop the highest rows are drawn again, a replicate draws
/// from all runs and then drops its own highest; else it draws from the runs that the fit used.
///
/// Reference: Efron 1979, doi:10.1214/aos/1176344552.
struct Bootstrap<Problem: LawProblem>: Sendable {
  let problem: Problem
  let objective: FitObjective
  let kernel: VectorKernel
  let seed: UInt64
  /// The rows that a replicate draws from.
  let rows: [Int]
  /// The rules to apply within a replicate.
  let dropRules: [DropRule]
  /// The θ at which the refits start.
  let start: [Double]

  /// The law's coefficients of the replicates in `range`; `nil` for one whose refit failed.
  func replicates(_ range: Range<Int>) -> [[Double]?] {
    let minimizer = objective.refitMinimizer
    let original = problem.objective(objective, kernel: kernel)
    var resampled = problem.room(for: original)
    return range.map { replicate in
      let copies = copies(ofReplicate: replicate)
      // Fewer different runs than coefficients are met exactly by many coefficients.
      let distinct = copies.indices.count { copies[$0] > 0 && problem.weights[$0] > 0 }
      guard distinct >= start.count else { return nil }
      resampled.resample(original, multiplicity: copies)
      let minimum = minimizer.minimize(&resampled, from: start)
      let isSettled =
        minimum.termination == .converged
        || (minimum.termination == .stalled && minimum.largestGradient <= 1e-6 * minimum.value)
      let values = problem.coefficients(minimum.coefficients)
      return isSettled && values.allSatisfy(\.isFinite) ? values : nil
    }
  }

  /// How often each row is in a replicate.
  private func copies(ofReplicate replicate: Int) -> [Double] {
    var stream = RandomStream(seed: seed, stream: UInt64(replicate))
    var copies = Array(repeating: 0.0, count: problem.weights.count)
    for _ in rows.indices { copies[rows[stream.index(below: rows.count)]] += 1 }
    for rule in dropRules { rule.apply(to: &copies) }
    return copies
  }
}
