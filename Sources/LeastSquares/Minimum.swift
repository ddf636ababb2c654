/// Where a minimisation ended, and why.
public struct Minimum: Sendable {
  /// θ at the end, n values.
  public var coefficients: [Double]
  /// The objective there.
  public var value: Double
  /// The derivatives there.
  public var derivatives: Derivatives
  /// The largest gradient there as ``NewtonMinimizer/Coordinates`` measure it; `nil` where the minimisation
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
/// Not converging is a result, not an error.
public enum TerminationReason: String, Sendable, Codable {
  /// The gradient is as small as was asked.
  case converged
  /// No step lowers the objective any more, though the gradient is larger than was asked: the
  /// objective has a kink or a flat valley there. Other starts, or a larger Huber δ, may help.
  case stalled
  /// The iterations ran out. A start closer to the minimum helps.
  case iterationLimit = "iteration-limit"
  /// The objective or its gradient was not finite at the start.
  case notFinite = "not-finite"
}
