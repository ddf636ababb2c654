internal import LinearAlgebra

/// Minimises Σ wᵢrᵢ² from a start that may be far from the minimum.
///
/// With J the Jacobian of √wᵢ·rᵢ, D a diagonal ``scale-swift.property`` and λ ≥ 0, a step minimises
/// ‖J s + r‖² + λ‖D s‖², by orthogonal factorisation rather than JᵀJ. The path is invariant to the
/// units of the coefficients, has no step limit, and needs no second derivatives: where the exact
/// Hessian is indefinite it still descends.
///
/// References: Moré 1978, doi:10.1007/BFb0067700, for D; Nielsen 1999, IMM-REP-1999-05, for λ.
public struct LevenbergMarquardt: Sendable {
  /// The norm of a step.
  public enum Scale: Sendable {
    /// Dⱼ is the largest norm of column j of J so far.
    case jacobian
    /// Dⱼ = ‖r‖/|θⱼ|: a step is measured by relative changes of the coefficients, which
    /// keeps it from diverging to where the law no longer depends on one of them.
    case coefficients
  }

  /// The norm of a step.
  public var scale: Scale
  /// λ of the first step: a small value trusts the linear model, a large one moves cautiously.
  public var initialDamping: Double
  /// The maximum number of steps.
  public var trialLimit = 500
  /// The iteration ends when the predicted relative decrease is below this.
  public var tolerance = 1e-12
  /// The limits of the coordinates, to which every step is cut; `nil` if they may have any value.
  public var limits: CoordinateLimits?

  /// A minimiser with the given norm and first λ.
  public init(scale: Scale, initialDamping: Double) {
    self.scale = scale
    self.initialDamping = initialDamping
  }

  /// The end point from `start`; `start` itself if nothing better is found.
  ///
  /// - Complexity: O(m·n²) per step.
  public func approach(_ objective: some PointObjective, from start: [Double]) -> [Double] {
    let roots = objective.weights.map { $0.squareRoot() }
    var theta = limits?.clamped(start) ?? start
    var (residuals, jacobian) = weighted(objective.jacobian(at: theta), by: roots)
    var sum = residuals.reduce(0) { $0 + $1 * $1 }
    var lengths = Array(repeating: 0.0, count: theta.count)
    var damping = initialDamping
    var growth = 2.0
    for _ in 0..<trialLimit {
      for j in lengths.indices {
        switch scale {
        case .jacobian:
          let length = jacobian.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
          lengths[j] = max(lengths[j], length)
        case .coefficients:
          lengths[j] = sum.squareRoot() / (theta[j] == 0 ? 1 : abs(theta[j]))
        }
      }
      guard sum.isFinite, lengths.allSatisfy(\.isFinite),
        let step = scaledStep(residuals, jacobian, lengths: lengths, damping: damping)
      else { break }
      if step.predicted <= tolerance * sum { break }
      var trial = theta.indices.map { theta[$0] + (lengths[$0] > 0 ? step.y[$0] / lengths[$0] : 0) }
      if let limits { trial = limits.clamped(trial) }
      let found = weighted(objective.jacobian(at: trial), by: roots)
      let foundSum = found.residuals.reduce(0) { $0 + $1 * $1 }
      let gain = (sum - foundSum) / step.predicted
      if gain > 0, found.jacobian.elements.allSatisfy(\.isFinite) {
        theta = trial
        (residuals, jacobian) = found
        sum = foundSum
        let excess = 2 * min(gain, 1) - 1
        damping *= max(1.0 / 3, 1 - excess * excess * excess)
        growth = 2
      } else {
        damping *= growth
        growth *= 2
        if !damping.isFinite { break }
      }
    }
    return theta
  }

  /// The step D·s, and the decrease that the linear model predicts.
  private func scaledStep(
    _ residuals: [Double], _ jacobian: Matrix, lengths: [Double], damping: Double
  ) -> (y: [Double], predicted: Double)? {
    let (m, n) = (jacobian.rows, jacobian.columns)
    var system = Matrix(rows: m + n, columns: n)
    var slope = Array(repeating: 0.0, count: n)
    for j in 0..<n {
      if lengths[j] > 0 {
        for i in 0..<m {
          system[i, j] = jacobian[i, j] / lengths[j]
          slope[j] -= system[i, j] * residuals[i]
        }
      }
      system[m + j, j] = damping.squareRoot()
    }
    let rightSide = residuals.map { -$0 } + Array(repeating: 0, count: n)
    guard let y = linearLeastSquares(system, rightSide, relativeTolerance: 1e-14)?.solution else {
      return nil
    }
    // By the step equation, ‖r‖² − ‖r + J s‖² = −(Jᵀr)ᵀs + λ‖D s‖².
    let predicted = zip(slope, y).reduce(0) { $0 + $1.0 * $1.1 + damping * $1.1 * $1.1 }
    return (y, predicted)
  }

  /// Each residual and its row of the Jacobian, times the square root of its weight.
  private func weighted(
    _ points: (residuals: [Double], jacobian: Matrix), by roots: [Double]
  ) -> (residuals: [Double], jacobian: Matrix) {
    var (residuals, jacobian) = points
    for i in residuals.indices {
      residuals[i] *= roots[i]
      for j in 0..<jacobian.columns { jacobian[i, j] *= roots[i] }
    }
    return (residuals, jacobian)
  }
}

extension NewtonMinimizer {
  /// The lowest minimum reached from `start`, directly and after each of several
  /// Levenberg–Marquardt runs.
  ///
  /// For a single, user-chosen start, from which ``minimize(_:from:)`` alone may
  /// end in a worse minimum or diverge.
  ///
  /// - Complexity: O(m·n²) per iteration.
  public func minimizeThoroughly(
    _ objective: inout some PointObjective, from start: [Double]
  ) -> Minimum {
    var best = minimize(&objective, from: start)
    let approaches: [(LevenbergMarquardt.Scale, Double)] = [
      (.jacobian, 1e-4), (.jacobian, 100), (.coefficients, 1), (.coefficients, 100),
    ]
    for (scale, damping) in approaches {
      var search = LevenbergMarquardt(scale: scale, initialDamping: damping)
      search.limits = limits
      let near = search.approach(objective, from: start)
      let found = minimize(&objective, from: near)
      guard found.value.isFinite else { continue }
      let isLower = !best.value.isFinite || found.value < best.value * (1 - 1e-9)
      let isSurer =
        found.value < best.value * (1 + 1e-9) && best.termination != .converged
        && found.termination == .converged
      if isLower || isSurer { best = found }
    }
    return best
  }
}
