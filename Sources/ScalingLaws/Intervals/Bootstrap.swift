internal import LeastSquares

/// The pairs bootstrap: the law is refitted to runs drawn with replacement.
///
/// Reference: Efron 1979, doi:10.1214/aos/1176344552.
struct Bootstrap<Problem: LawProblem>: Sendable {
  let problem: Problem
  let objective: FitObjective
  let kernel: VectorKernel
  let resampling: Resampling
  /// The start of the refits.
  let start: [Double]

  /// The law's coefficients for the replicates in `range`; `nil` for a failed refit.
  func replicates(_ range: Range<Int>) -> [[Double]?] {
    refits(range.count) { resampling.copies(ofReplicate: range.lowerBound + $0) }
  }

  /// The law's coefficients for each of `count` sets of multiplicities; `nil` for a failed refit.
  func refits(_ count: Int, copies: (Int) -> [Double]) -> [[Double]?] {
    let original = problem.objective(objective, kernel: kernel)
    let minimizer = problem.refitMinimizer(objective, residuals: original.residuals(at: start))
    var resampled = problem.room(for: original)
    return (0..<count).map { index in
      let copies = copies(index)
      // Fewer distinct runs than coefficients are fitted exactly by many coefficients.
      let distinct = copies.indices.count { copies[$0] > 0 && problem.weights[$0] > 0 }
      guard distinct >= start.count else { return nil }
      resampled.resample(original, multiplicity: copies)
      var minimum = minimizer.minimize(&resampled, from: start)
      if !isSettled(minimum) {
        // Along a curved valley the orthogonal steps go on where Newton's are stopped by their damping.
        var descent = descent
        descent.limits = minimizer.limits
        let ahead = descent.approach(resampled, from: start)
        minimum = minimizer.minimize(&resampled, from: ahead)
      }
      let values = problem.coefficients(minimum.coefficients)
      return isSettled(minimum) && values.allSatisfy(\.isFinite) ? values : nil
    }
  }

  private func isSettled(_ minimum: Minimum) -> Bool {
    minimum.termination == .converged || minimum.gradientShare.map { $0 <= 1e-6 } ?? false
  }

  private var descent: LevenbergMarquardt {
    var descent = LevenbergMarquardt(scale: .jacobian, initialDamping: 1e-4)
    descent.trialLimit = 2000
    return descent
  }
}
