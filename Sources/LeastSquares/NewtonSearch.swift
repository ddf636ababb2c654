internal import LinearAlgebra

/// The state of one minimisation by ``NewtonMinimizer``.
struct NewtonSearch {
  let settings: NewtonMinimizer
  var theta: [Double]
  var value = Double.nan
  var derivatives: Derivatives
  var iterations = 0
  var termination = TerminationReason.iterationLimit
  var damping = 0.0
  /// The largest relative change of a coefficient in the last polishing step.
  private var lastMove = Double.infinity
  private var isSettled = false
  /// The predicted decrease of f in the last step.
  private var lastPredicted = 0.0
  /// The number of consecutive steps too short to be judged by f.
  private var trustedSteps = 0
  var isShortened = false
  /// D·f, computed on demand and updated occasionally.
  ///
  /// D only scales the damping;
  /// with δ below the residuals it is proportional to 1/|r|, and so to 1/f.
  var curvature: [Double] = []
  private var stepsSinceCurvature = 0
  private var trial: [Double]
  private var trialDerivatives: Derivatives
  var step: [Double]
  var system: [Double]

  init(_ objective: some Objective, at start: [Double], settings: NewtonMinimizer) {
    self.settings = settings
    let count = objective.coefficientCount
    precondition(start.count == count, "a start needs a value for every coefficient")
    theta = settings.limits?.clamped(start) ?? start
    derivatives = Derivatives(count: count)
    trial = theta
    trialDerivatives = derivatives
    step = theta
    system = derivatives.hessian
  }

  /// The state of the search.
  func minimum(_ objective: some Objective) -> Minimum {
    Minimum(
      coefficients: theta, value: value, derivatives: derivatives,
      gradientShare: termination == .stalled ? gradientShare(objective) : nil,
      iterations: iterations, termination: termination)
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
    lastPredicted = 0
    trustedSteps = 0
    let isPolished = settings.polishes && objective.delta == .infinity
    for _ in 0..<iterationLimit {
      if !isPolished, isFlat(objective, tolerance: tolerance) {
        termination = .converged
        return
      }
      let isTaken = takeStep(objective, isPolished: isPolished)
      guard isTaken, !isSettled else {
        termination = isSettled || isMinimumToRounding(objective) ? .converged : .stalled
        return
      }
      iterations += 1
      if trustedSteps >= Self.trustedStepLimit {
        trustedSteps = 0
        if isMinimumToRounding(objective) {
          termination = .converged
          return
        }
      }
    }
    termination = .iterationLimit
  }

  private static let trustedStepLimit = 20

  /// Whether the gradient vanishes to a tolerance, or to rounding.
  private func isFlat(_ objective: some Objective, tolerance: Double) -> Bool {
    guard settings.coordinates == .anyUnit else {
      return largestFreeGradient <= max(tolerance * value, objective.gradientRounding)
    }
    let rounding = 4 * (objective.gradientRounding * .ulpOfOne / (2 * value)).squareRoot()
    let limit = max(tolerance, rounding)
    // Far from a minimum the gradient need not be measured; residuals at rounding level have any gradient.
    guard limit >= 1 || lastPredicted <= max(tolerance, 1e-4) * value else { return false }
    return gradientShare(objective, limit: limit) <= limit
  }

  /// The largest gradient as defined by ``NewtonMinimizer/Coordinates``; not necessarily the smallest measure
  /// if it is at most `limit`.
  private func gradientShare(_ objective: some Objective, limit: Double = 0) -> Double {
    let steepest = largestFreeGradient
    guard steepest > 0 else { return steepest }
    guard settings.coordinates == .anyUnit else { return steepest / value }
    let gradient = freeGradient
    let shares = theta.indices.map { max(1, abs(theta[$0])) * abs(gradient[$0]) / value }
    let largest = shares.reduce(0, max)
    guard largest > limit else { return largest }
    let curvature = objective.curvature(at: theta)
    return theta.indices.reduce(0) { largest, i in
      let cosine = abs(gradient[i]) / (2 * value * curvature[i]).squareRoot()
      return max(largest, cosine < shares[i] ? cosine : shares[i])
    }
  }

  /// The largest |∂f/∂θᵢ| over the free coordinates; NaN if one is NaN.
  private var largestFreeGradient: Double {
    settings.limits == nil
      ? derivatives.largestGradient
      : freeGradient.reduce(0) { $1.isNaN ? .nan : max($1.magnitude, $0) }
  }

  /// Whether steps too short for f to judge have settled in a minimum, as they do if the
  /// gradient is rounded or the Hessian is singular: the gradient is small, the last step changed no
  /// residual by a relative millionth, and f decreases in no direction.
  private mutating func isMinimumToRounding(_ objective: some Objective) -> Bool {
    guard !isShortened, gradientShare(objective) <= 1e-7 else { return false }
    let curvature = objective.curvature(at: theta)
    guard step.indices.allSatisfy({ step[$0] * step[$0] * curvature[$0] <= 2e-12 * value }) else {
      return false
    }
    let count = theta.count
    system = derivatives.hessian
    for i in 0..<count {
      system[i * count + i] += 1e-6 * curvature[i] + .leastNormalMagnitude
      trial[i] = 0
    }
    for (place, isHeld) in held.enumerated() where isHeld {
      for other in 0..<count {
        system[max(place, other) * count + min(place, other)] = other == place ? 1 : 0
      }
    }
    return choleskySolve(&system, &trial)
  }

  /// The rounding error of f: residuals have errors proportional to the observations, not to themselves.
  private func rounding(_ objective: some Objective) -> Double {
    4 * (value * objective.gradientRounding * .ulpOfOne).squareRoot()
  }

  /// Records a step too short to be judged by f: once such steps stop shrinking, the
  /// remainder is rounding.
  private mutating func noteMove() {
    var move = 0.0
    for i in step.indices where step[i] != 0 { move = max(move, abs(step[i] / theta[i])) }
    isSettled = move <= .ulpOfOne || move > lastMove / 2
    lastMove = move
  }

  /// Takes one accepted step; `false` if no damping gives one.
  ///
  /// When polishing least squares, a step too short for f to judge is judged by its length.
  private mutating func takeStep(_ objective: some Objective, isPolished: Bool) -> Bool {
    let isScaled = settings.coordinates == .anyUnit
    let isRounded = isPolished || isScaled
    // Coordinates of arbitrary units can be so collinear that little damping stops all progress.
    let leastDamping = isScaled ? 1e-10 : 1e-3
    for _ in 0..<60 {
      if damping > 0, curvature.isEmpty || stepsSinceCurvature >= settings.curvatureAge {
        curvature = objective.curvature(at: theta).map { $0 * value }
        stepsSinceCurvature = 0
      }
      guard let predicted = solve(objective) else {
        damping = max(damping * 8, leastDamping)
        continue
      }
      for i in theta.indices { trial[i] = theta[i] + step[i] }
      if let limits = settings.limits { trial = limits.clamped(trial) }
      let found = objective.derivatives(at: trial, into: &trialDerivatives)
      // Near the minimum, f changes by less than its rounding error: such a step is accepted unchecked.
      let isLower = found < value
      let slack = max(1e-13 * value, isRounded || !isLower ? rounding(objective) : 0)
      let isTiny = predicted <= slack && found <= value + slack
      if isLower || isTiny {
        let gain = (value - found) / predicted
        if isPolished, isTiny, damping == 0 { noteMove() }
        swap(&theta, &trial)
        swap(&derivatives, &trialDerivatives)
        value = found
        lastPredicted = predicted
        trustedSteps = isTiny ? trustedSteps + 1 : 0
        stepsSinceCurvature += 1
        if gain > 0.75 || isTiny {
          damping = damping < leastDamping / 10 ? 0 : damping / 8
        } else if gain < 0.25 {
          damping = max(damping * 4, 1e-3)
        }
        return true
      }
      if isPolished, predicted <= slack, damping == 0 {
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
  /// - Returns: The decrease of the quadratic model along the step; `nil` if H + λD is not
  ///   positive definite.
  private mutating func solve(_ objective: some Objective) -> Double? {
    if let limits = settings.limits { return solve(objective, within: limits) }
    let count = theta.count
    for i in 0..<count {
      for j in 0...i { system[i * count + j] = derivatives.hessian[i * count + j] }
      if damping > 0 {
        system[i * count + i] += damping * (curvature[i] / value) + .leastNormalMagnitude
      }
      step[i] = -derivatives.gradient[i]
    }
    guard choleskySolve(&system, &step) else { return nil }
    var longest = 0.0
    var slope = 0.0
    var damped = 0.0
    for i in 0..<count {
      longest = max(longest, abs(step[i]))
      slope -= derivatives.gradient[i] * step[i]
      if damping > 0 { damped += damping * curvature[i] / value * step[i] * step[i] }
    }
    if settings.coordinates == .anyUnit, longest > settings.longestStep {
      longest = longestOfItsScale(objective)
    }
    isShortened = longest > settings.longestStep
    // By the step equation, sᵀHs = −∇fᵀs − λ sᵀDs.
    guard isShortened else { return (slope + damped) / 2 }
    let scale = settings.longestStep / longest
    for i in 0..<count { step[i] *= scale }
    return scale * slope - scale * scale * (slope - damped) / 2
  }

  /// The largest component of the step, for coordinates of any unit.
  ///
  /// It is relative to the coordinate, or to ten times the change that doubles the residuals, if that is
  /// larger.
  func longestOfItsScale(_ objective: some Objective) -> Double {
    let curvature = objective.curvature(at: theta)
    return theta.indices.reduce(0) { longest, i in
      let residual = 10 * (2 * value / curvature[i]).squareRoot()
      let unit = max(settings.longestStep, abs(theta[i]), residual.isFinite ? residual : 0)
      return max(longest, abs(step[i]) * settings.longestStep / unit)
    }
  }
}
