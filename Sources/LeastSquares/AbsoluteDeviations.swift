internal import LinearAlgebra

/// A minimum of the weighted sum of absolute residuals, with its optimality certificate.
///
/// Σ wᵢ|rᵢ| has a kink wherever a residual is zero, and its minimum lies at such kinks. There, the
/// gradient does not vanish, but some subgradient does:
///
///     Σ_{rᵢ≠0} wᵢ sign(rᵢ) ∇rᵢ + Σ_{i∈A} wᵢ λᵢ ∇rᵢ = 0,   |λᵢ| ≤ 1,   A = {i : rᵢ = 0}
public struct AbsoluteDeviationsMinimum: Sendable {
  /// θ.
  public var coefficients: [Double]
  /// Σ wᵢ|rᵢ|.
  public var value: Double
  /// The left side of the condition above, n values: zero at a minimum, and for coordinates held at a
  /// limit.
  public var subgradient: [Double]
  /// The largest |λᵢ|, at most 1 at a minimum.
  public var largestMultiplier: Double
}

extension PointObjective {
  /// Refines a minimum of Huber's function with a small δ into one of Σ wᵢ|rᵢ|.
  ///
  /// A starts as the weighted points with |rᵢ| ≤ δ, with λᵢ = rᵢ/δ, and Newton's method solves the
  /// condition together with rᵢ = 0 for i in A. The Hessian of the Lagrangian comes from central
  /// differences of its gradient. Coordinates that `limits` hold stay where they are.
  ///
  /// - Complexity: O(m·n²) per step.
  public func absoluteDeviationsMinimum(
    near smooth: Minimum, within limits: CoordinateLimits? = nil
  ) -> AbsoluteDeviationsMinimum {
    let start = residuals(at: smooth.coefficients)
    var system = KinkSystem(
      objective: self, theta: smooth.coefficients,
      active: start.indices.filter { weights[$0] > 0 && abs(start[$0]) <= delta },
      multipliers: start.map { min(max($0 / delta, -1), 1) },
      held: limits?.held(at: smooth.coefficients, gradient: smooth.derivatives.gradient)
        ?? Array(repeating: false, count: smooth.coefficients.count))
    var best = system.minimum
    for _ in 0..<4 {
      guard system.step() else { break }
      let found = system.minimum
      // Every step is checked: θ must not leave the kink for a higher value.
      guard found.value <= best.value * (1 + 1e-9), found.largestMultiplier <= 1 + 1e-9,
        limits.map({ $0.clamped(found.coefficients) == found.coefficients }) ?? true
      else { break }
      best = found
    }
    return best
  }
}

/// Newton's method for the optimality condition at a kink.
private struct KinkSystem<Points: PointObjective> {
  let objective: Points
  var theta: [Double]
  /// A, as indices of points.
  let active: [Int]
  /// λ for the points in A, sign(r) for the others.
  var multipliers: [Double]
  /// The coordinates that do not move.
  let held: [Bool]

  var minimum: AbsoluteDeviationsMinimum {
    let residuals = objective.residuals(at: theta)
    return AbsoluteDeviationsMinimum(
      coefficients: theta,
      value: zip(objective.weights, residuals).reduce(0) { $0 + $1.0 * abs($1.1) },
      subgradient: zip(gradient(at: theta), held).map { $1 ? 0 : $0 },
      largestMultiplier: active.reduce(0) { max($0, abs(multipliers[$1])) })
  }

  /// Σ wᵢ λᵢ ∇rᵢ over all points.
  private func gradient(at theta: [Double]) -> [Double] {
    let jacobian = objective.jacobian(at: theta).jacobian
    let slopes = zip(objective.weights, multipliers).map { $0 * $1 }
    return theta.indices.map { j in zip(jacobian.column(j), slopes).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// Takes one step; `false` if the equations cannot be solved.
  mutating func step() -> Bool {
    let (residuals, jacobian) = objective.jacobian(at: theta)
    let n = theta.count
    var matrix = Matrix(rows: n + active.count, columns: n + active.count)
    for j in 0..<n {
      let width = 1e-5
      var (up, down) = (theta, theta)
      up[j] += width
      down[j] -= width
      let (high, low) = (gradient(at: up), gradient(at: down))
      for i in 0..<n { matrix[i, j] = (high[i] - low[i]) / (2 * width) }
      for (k, point) in active.enumerated() {
        matrix[n + k, j] = jacobian[point, j]
        matrix[j, n + k] = objective.weights[point] * jacobian[point, j]
      }
    }
    for place in 0..<n where held[place] {
      for j in 0..<matrix.columns { matrix[place, j] = j == place ? 1 : 0 }
    }
    let slopes = zip(gradient(at: theta), held).map { $1 ? 0 : -$0 }
    let rightSide = slopes + active.map { -residuals[$0] }
    guard let step = linearLeastSquares(matrix, rightSide)?.solution else { return false }
    for j in 0..<n { theta[j] += step[j] }
    for (k, point) in active.enumerated() { multipliers[point] += step[n + k] }
    return true
  }
}
