internal import LinearAlgebra

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
  /// The last stage ends when every |∂f/∂θᵢ| is at most this share of f.
  public var gradientTolerance = 1e-12
  /// The earlier stages end at this share of f.
  public var stageTolerance = 1e-2
  /// The most iterations of the last stage; each earlier one has a quarter of them.
  public var iterationLimit = 400
  /// After how many steps D is found anew: seldom where a start is near the minimum.
  public var curvatureAge = 2
  /// No component of a step is longer than this, or than ``longestShare`` of the coefficient.
  public var longestStep = 5.0
  /// The share of itself by which a step may always change a coefficient: 0 where coefficients are
  /// logarithms and exponents, whose size says nothing.
  public var longestShare = 0.0
  /// Whether least squares end where a step no longer moves the coefficients, and not by the gradient.
  ///
  /// It takes a few steps more, does not depend on the units of the coefficients, and leaves nothing
  /// but rounding.
  public var polishes = false

  /// A minimiser for the objective with Huber's `delta`, after the given wider `stages`.
  public init(delta: Double, stages: [Double] = []) {
    self.stages = stages.filter { $0 > delta } + [delta]
  }

  /// The minimum that is reached from `start`.
  ///
  /// - Complexity: O(m·n² + n³) an iteration, for m points and n coefficients.
  public func minimize(_ objective: inout some Objective, from start: [Double]) -> Minimum {
    var search = Search(
      objective, at: start, longestStep: longestStep, curvatureAge: curvatureAge,
      longestShare: longestShare, polishes: polishes)
    for (index, delta) in stages.enumerated() {
      objective.delta = delta
      let isLast = index == stages.count - 1
      search.run(
        objective, tolerance: isLast ? gradientTolerance : stageTolerance,
        iterationLimit: isLast ? iterationLimit : iterationLimit / 4)
      if search.termination == .notFinite { break }
    }
    return search.minimum
  }
}

/// The state of one minimisation.
private struct Search {
  private let longestStep: Double
  private let curvatureAge: Int
  private let longestShare: Double
  private let polishes: Bool
  var theta: [Double]
  var value = Double.nan
  var derivatives: Derivatives
  var iterations = 0
  var termination = TerminationReason.iterationLimit
  private var damping = 0.0
  /// The largest share of a coefficient that the last polishing step moved it by.
  private var lastMove = Double.infinity
  private var isSettled = false
  /// D·f, found where it is first needed and then now and again.
  ///
  /// D only sets the scale of the damping;
  /// with δ below the residuals it goes as 1/|r|, and so as 1/f.
  private var curvature: [Double] = []
  private var stepsSinceCurvature = 0
  private var trial: [Double]
  private var trialDerivatives: Derivatives
  private var step: [Double]
  private var system: [Double]

  init(
    _ objective: some Objective, at start: [Double], longestStep: Double, curvatureAge: Int,
    longestShare: Double, polishes: Bool
  ) {
    self.longestStep = longestStep
    self.curvatureAge = curvatureAge
    self.longestShare = longestShare
    self.polishes = polishes
    let count = objective.coefficientCount
    precondition(start.count == count, "a start needs a value for every coefficient")
    theta = start
    derivatives = Derivatives(count: count)
    trial = start
    trialDerivatives = derivatives
    step = start
    system = derivatives.hessian
  }

  var minimum: Minimum {
    Minimum(
      coefficients: theta, value: value, derivatives: derivatives, iterations: iterations,
      termination: termination)
  }

  mutating func run(
    _ objective: some Objective, tolerance: Double, iterationLimit: Int
  ) {
    value = objective.derivatives(at: theta, into: &derivatives)
    guard value.isFinite, derivatives.largestGradient.isFinite else {
      termination = .notFinite
      return
    }
    curvature = []
    lastMove = .infinity
    isSettled = false
    let isPolished = polishes && objective.delta == .infinity
    for _ in 0..<iterationLimit {
      if !isPolished,
        derivatives.largestGradient <= max(tolerance * value, objective.gradientRounding)
      {
        termination = .converged
        return
      }
      let isTaken = takeStep(objective, rounding: isPolished ? rounding(objective) : nil)
      guard isTaken, !isSettled else {
        termination = isSettled ? .converged : .stalled
        return
      }
      iterations += 1
    }
    termination = .iterationLimit
  }

  /// The rounding of a sum of squares: residuals have errors in proportion to the observations, not to
  /// themselves.
  private func rounding(_ objective: some Objective) -> Double {
    4 * (value * objective.gradientRounding * .ulpOfOne).squareRoot()
  }

  /// Notes a step that was too short to be judged by f: after such steps stop becoming shorter, the
  /// rest is rounding.
  private mutating func noteMove() {
    var move = 0.0
    for i in step.indices where step[i] != 0 { move = max(move, abs(step[i] / theta[i])) }
    isSettled = move <= .ulpOfOne || move > lastMove / 2
    lastMove = move
  }

  /// Takes one accepted step; `false` where no damping gives one.
  ///
  /// `rounding` is the size of a change of f that says nothing, of a sum of squares to be polished; else
  /// `nil`.
  private mutating func takeStep(_ objective: some Objective, rounding: Double?) -> Bool {
    for _ in 0..<60 {
      if damping > 0, curvature.isEmpty || stepsSinceCurvature >= curvatureAge {
        curvature = objective.curvature(at: theta).map { $0 * value }
        stepsSinceCurvature = 0
      }
      guard let predicted = solve() else {
        damping = max(damping * 8, 1e-3)
        continue
      }
      for i in theta.indices { trial[i] = theta[i] + step[i] }
      let found = objective.derivatives(at: trial, into: &trialDerivatives)
      // Near the minimum, f changes by less than its rounding: such a step is taken on trust.
      let slack = max(1e-13 * value, rounding ?? 0)
      let isTiny = predicted <= slack && found <= value + slack
      if found < value || isTiny {
        let gain = (value - found) / predicted
        if rounding != nil, isTiny, damping == 0 { noteMove() }
        swap(&theta, &trial)
        swap(&derivatives, &trialDerivatives)
        value = found
        stepsSinceCurvature += 1
        if gain > 0.75 || isTiny {
          damping = damping < 1e-4 ? 0 : damping / 8
        } else if gain < 0.25 {
          damping = max(damping * 4, 1e-3)
        }
        return true
      }
      if rounding != nil, predicted <= slack, damping == 0 {
        isSettled = true
        return false
      }
      if predicted <= 1e-16 * value { return false }
      damping = max(damping * 8, 1e-3)
    }
    return false
  }

  /// Solves for the step and shortens it to the cap.
  ///
  /// - Returns: By how much the quadratic model falls along the step; `nil` where H + λD is not
  ///   positive definite.
  private mutating func solve() -> Double? {
    let count = theta.count
    for i in 0..<count {
      for j in 0...i { system[i * count + j] = derivatives.hessian[i * count + j] }
      if damping > 0 {
        system[i * count + i] += damping * (curvature[i] / value + .leastNormalMagnitude)
      }
      step[i] = -derivatives.gradient[i]
    }
    guard choleskySolve(&system, &step) else { return nil }
    var longest = 0.0
    var slope = 0.0
    var damped = 0.0
    for i in 0..<count {
      var size = abs(step[i])
      if longestShare > 0 {
        size *= longestStep / max(longestStep, longestShare * abs(theta[i]))
      }
      longest = max(longest, size)
      slope -= derivatives.gradient[i] * step[i]
      if damping > 0 { damped += damping * curvature[i] / value * step[i] * step[i] }
    }
    // By the equation of the step, sᵀHs = −∇fᵀs − λ sᵀDs.
    guard longest > longestStep else { return (slope + damped) / 2 }
    let scale = longestStep / longest
    for i in 0..<count { step[i] *= scale }
    return scale * slope - scale * scale * (slope - damped) / 2
  }
}
