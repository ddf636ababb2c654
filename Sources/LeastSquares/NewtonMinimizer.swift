/// Minimises a robust objective by Newton's method with Levenberg's damping.
///
/// With H the exact Hessian and D the diagonal of the reweighted Gauss–Newton matrix, a step solves
///
///     (H + λD) s = −∇f
///
/// and is accepted where it lowers f. λ grows until H + λD is positive definite and the step is
/// accepted, and falls to zero as the quadratic model proves itself. Huber's δ is far inside the noise
/// of most data, where f is nearly a sum of absolute values and the Hessian sees only the few points
/// with |r| ≤ δ; so δ is lowered in stages, each starting from the last one's minimum.
///
/// References: Nocedal and Wright 2006, "Numerical optimization", ch. 3; Madsen and Nielsen 1993,
/// doi:10.1137/0803010, for Newton's method on Huber's function.
public struct NewtonMinimizer: Sendable {
  /// Huber's δ of each stage; the last is that of the objective sought.
  public var stages: [Double]
  /// The last stage ends when the gradient is at most this; see ``Coordinates`` for what it is
  /// measured by.
  public var gradientTolerance = 1e-12
  /// The earlier stages end at this.
  public var stageTolerance = 1e-2
  /// The most iterations of the last stage; each earlier one has a quarter of them.
  public var iterationLimit = 400
  /// After how many steps D is found anew: seldom where a start is near the minimum.
  public var curvatureAge = 2
  /// No component of a step is longer than this; in coordinates of any unit, or than the coefficient.
  public var longestStep = 5.0
  /// What the coordinates are, by which steps and gradients are measured.
  public var coordinates = Coordinates.logarithms
  /// Whether least squares end where a step no longer moves the coefficients, and not by the gradient.
  ///
  /// It takes a few steps more, does not depend on the units of the coefficients, and leaves nothing
  /// but rounding.
  public var polishes = false

  /// A minimiser for the objective with Huber's `delta`, after the given wider `stages`.
  public init(delta: Double, stages: [Double] = []) {
    self.stages = stages.filter { $0 > delta } + [delta]
  }

  /// What the coordinates of an objective are.
  public enum Coordinates: Sendable {
    /// Logarithms and exponents, of which 1 is much: the gradient is the largest |∂f/∂θᵢ|/f.
    case logarithms
    /// Some are of any unit and size. The gradient by such a coordinate is the cosine between the
    /// residuals and their derivatives by it, weighted by wρ′(r)/r,
    ///
    ///     |∂f/∂θᵢ| / √(2·f·Dᵢᵢ) ≤ 1,
    ///
    /// which no unit changes; or max(1, |θᵢ|)·|∂f/∂θᵢ|/f where that is less, as it is for a coordinate
    /// on which the residuals no longer depend.
    case anyUnit
  }

  /// The minimum that is reached from `start`.
  ///
  /// - Complexity: O(m·n² + n³) an iteration, for m points and n coefficients.
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
