/// The end of a minimisation, with the reason.
public struct Minimum: Sendable {
  /// θ at the end, n values.
  public var coefficients: [Double]
  /// The objective there.
  public var value: Double
  /// The derivatives there.
  public var derivatives: Derivatives
  /// The largest gradient there as measured by ``NewtonMinimizer/Coordinates``; `nil` if the minimisation
  /// did not stall.
  public var gradientShare: Double?
  /// The number of accepted steps.
  public var iterations: Int
  /// Why it ended.
  public var termination: TerminationReason

  /// The largest |∂f/∂θᵢ|.
  public var largestGradient: Double { derivatives.largestGradient }
}

/// Why a minimisation ended.
///
/// Non-convergence is a result, not an error.
public enum TerminationReason: String, Sendable, Codable {
  /// The gradient is below the tolerance.
  case converged
  /// No step lowers the objective, although the gradient exceeds the tolerance: the
  /// objective has a kink or a flat valley there. Other starts, or a larger Huber δ, may help.
  case stalled
  /// The iteration limit was reached. A start closer to the minimum helps.
  case iterationLimit = "iteration-limit"
  /// The objective or its gradient was not finite at the start.
  case notFinite = "not-finite"
}
