internal import LinearAlgebra

/// The state of one minimisation by ``NewtonMinimizer``.
struct NewtonSearch {
  private let settings: NewtonMinimizer
  var theta: [Double]
  var value = Double.nan
  var derivatives: Derivatives
  var iterations = 0
  var termination = TerminationReason.iterationLimit
  private var damping = 0.0
  /// The largest share of a coefficient that the last polishing step moved it by.
  private var lastMove = Double.infinity
  private var isSettled = false
  /// By how much the last step was to lower f.
  private var lastPredicted = 0.0
  /// How many steps in a row were too short to be judged by f.
  private var trustedSteps = 0
  private var isShortened = false
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

  init(_ objective: some Objective, at start: [Double], settings: NewtonMinimizer) {
    self.settings = settings
    let count = objective.coefficientCount
    precondition(start.count == count, "a start needs a value for every coefficient")
    theta = start
    derivatives = Derivatives(count: count)
    trial = start
    trialDerivatives = derivatives
    step = start
    system = derivatives.hessian
  }

  /// Where the search is.
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
      return derivatives.largestGradient <= max(tolerance * value, objective.gradientRounding)
    }
    let rounding = 4 * (objective.gradientRounding * .ulpOfOne / (2 * value)).squareRoot()
    let limit = max(tolerance, rounding)
    // Far from a minimum, the gradient need not be measured; residuals that are rounding have any.
    guard limit >= 1 || lastPredicted <= max(tolerance, 1e-4) * value else { return false }
    return gradientShare(objective, limit: limit) <= limit
  }

  /// The largest gradient as ``NewtonMinimizer/Coordinates`` say; not necessarily by the least measure
  /// where it is at most `limit`.
  private func gradientShare(_ objective: some Objective, limit: Double = 0) -> Double {
    guard derivatives.largestGradient > 0 else { return derivatives.largestGradient }
    guard settings.coordinates == .anyUnit else { return derivatives.largestGradient / value }
    let shares = theta.indices.map {
      max(1, abs(theta[$0])) * abs(derivatives.gradient[$0]) / value
    }
    let largest = shares.reduce(0, max)
    guard largest > limit else { return largest }
    let curvature = objective.curvature(at: theta)
    return theta.indices.reduce(0) { largest, i in
      let cosine = abs(derivatives.gradient[i]) / (2 * value * curvature[i]).squareRoot()
      return max(largest, cosine < shares[i] ? cosine : shares[i])
    }
  }

  /// Whether steps that f is too coarse to judge have come to rest in a minimum, as they do where the
  /// gradient is rounded or the Hessian is singular: the gradient is small, the last step changed no
  /// residual by a millionth of itself, and f falls in no direction.
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
    return choleskySolve(&system, &trial)
  }

  /// The rounding of f: residuals have errors in proportion to the observations, not to themselves.
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
  /// Of least squares that are polished, a step that f is too coarse to judge is judged by its length.
  private mutating func takeStep(_ objective: some Objective, isPolished: Bool) -> Bool {
    let isScaled = settings.coordinates == .anyUnit
    let isRounded = isPolished || isScaled
    // Coordinates of any unit may be so nearly collinear that little damping stops all progress.
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
      let found = objective.derivatives(at: trial, into: &trialDerivatives)
      // Near the minimum, f changes by less than its rounding: such a step is taken on trust.
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
  /// - Returns: By how much the quadratic model falls along the step; `nil` where H + λD is not
  ///   positive definite.
  private mutating func solve(_ objective: some Objective) -> Double? {
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
    // By the equation of the step, sᵀHs = −∇fᵀs − λ sᵀDs.
    guard isShortened else { return (slope + damped) / 2 }
    let scale = settings.longestStep / longest
    for i in 0..<count { step[i] *= scale }
    return scale * slope - scale * scale * (slope - damped) / 2
  }

  /// The longest component of the step, of coordinates of any unit: in units of the coordinate, or of
  /// ten times what changes the residuals by their own size, where these are larger.
  private func longestOfItsScale(_ objective: some Objective) -> Double {
    let curvature = objective.curvature(at: theta)
    return theta.indices.reduce(0) { longest, i in
      let residual = 10 * (2 * value / curvature[i]).squareRoot()
      let unit = max(settings.longestStep, abs(theta[i]), residual.isFinite ? residual : 0)
      return max(longest, abs(step[i]) * settings.longestStep / unit)
    }
  }
}
