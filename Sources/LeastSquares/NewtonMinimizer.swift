/// Minimises a robust objective by Newton's method with Levenberg damping.
///
/// With H the exact Hessian and D the diagonal of the reweighted Gauss–Newton matrix, a step solves
///
///     (H + λD) s = −∇f
///
/// and is accepted if it lowers f. λ grows until H + λD is positive definite and the step is
/// accepted, and falls to zero as the quadratic model becomes accurate. Huber's δ is far below the noise
/// of most data, where f is nearly a sum of absolute values and the Hessian sees only the few points
/// with |r| ≤ δ; so δ is lowered in stages, each starting from the previous minimum.
///
/// References: Nocedal and Wright 2006, "Numerical optimization", ch. 3; Madsen and Nielsen 1993,
/// doi:10.1137/0803010, for Newton's method on Huber's function.
public struct NewtonMinimizer: Sendable {
  /// Huber's δ of each stage; the last is that of the objective.
  public var stages: [Double]
  /// The last stage ends when the gradient is at most this; see ``Coordinates`` for how it is
  /// measured.
  public var gradientTolerance = 1e-12
  /// The earlier stages end at this.
  public var stageTolerance = 1e-2
  /// The iteration limit of the last stage; each earlier stage has a quarter of it.
  public var iterationLimit = 400
  /// The number of steps between updates of D: large for starts near the minimum.
  public var curvatureAge = 2
  /// The limit of each step component; in coordinates of any unit, also the coefficient itself.
  public var longestStep = 5.0
  /// The kind of coordinates, which determines how steps and gradients are measured.
  public var coordinates = Coordinates.logarithms
  /// Whether least squares stop when steps no longer move the coefficients, rather than by the gradient.
  ///
  /// This takes a few more steps, is invariant to the units of the coefficients, and leaves only
  /// rounding errors.
  public var polishes = false
  /// The limits of the coordinates; `nil` if they may have any value.
  public var limits: CoordinateLimits?

  /// A minimiser for the objective with Huber's `delta`, after stages with larger δ.
  public init(delta: Double, stages: [Double] = []) {
    self.stages = stages.filter { $0 > delta } + [delta]
  }

  /// The kind of coordinates of an objective.
  public enum Coordinates: Sendable {
    /// Logarithms and exponents, for which 1 is large: the gradient is the largest |∂f/∂θᵢ|/f.
    case logarithms
    /// Some have arbitrary units. The gradient with respect to such a coordinate is the cosine between the
    /// residuals and their derivatives, weighted by wρ′(r)/r,
    ///
    ///     |∂f/∂θᵢ| / √(2·f·Dᵢᵢ) ≤ 1,
    ///
    /// which is unit-free; or max(1, |θᵢ|)·|∂f/∂θᵢ|/f if that is smaller, as for a coordinate
    /// on which the residuals no longer depend.
    case anyUnit
  }

  /// The minimum reached from `start`.
  ///
  /// - Complexity: O(m·n² + n³) per iteration, for m points and n coefficients.
  public func minimize(_ objective: inout some Objective, from start: [Double]) -> Minimum {
    var search = NewtonSearch(objective, at: start, settings: self)
    for (index, delta) in stages.enumerated() {
      objective.delta = delta
      let isLast = index == stages.count - 1
      search.run(
        objective, tolerance: isLast ? gradientTolerance : stageTolerance,
        iterationLimit: isLast ? iterationLimit : iterationLimit / 4)
      if search.termination == .notFinite { break }
    }
    return search.minimum(objective)
  }
}
