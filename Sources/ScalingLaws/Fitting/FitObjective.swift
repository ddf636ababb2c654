public import LeastSquares

/// The objective of a fit: the weighted sum of a function of the residuals, in log or linear space.
///
/// The sum rather than the mean: with the mean of Huber's function, common optimisers stop at their default
/// tolerances far from the minimum.
public enum FitObjective: Sendable, Equatable {
  /// Σ Huber_δ(log L − log L̂), with δ = 10⁻³ in Hoffmann et al. 2022.
  case huber(delta: Double)
  /// Σ |log L − log L̂|: least absolute deviations.
  case leastAbsoluteDeviations
  /// Σ (log L − log L̂)²/2.
  case logSquares
  /// Σ (L − L̂)²/2.
  case squares

  /// Hoffmann's objective (2022).
  public static let hoffmann = FitObjective.huber(delta: 1e-3)

  /// The objective's name, without δ.
  public var name: String {
    switch self {
    case .huber: "huber"
    case .leastAbsoluteDeviations: "lad"
    case .logSquares: "log-squares"
    case .squares: "squares"
    }
  }

  /// Huber's δ; `nil` for the other objectives.
  public var delta: Double? {
    if case .huber(let delta) = self { delta } else { nil }
  }

  /// The space of the residuals.
  public var space: ResidualSpace { self == .squares ? .level : .log }

  /// The function of the residuals.
  public var loss: RobustLoss {
    switch self {
    case .huber(let delta): .huber(delta: delta)
    case .leastAbsoluteDeviations: .absolute
    case .logSquares, .squares: .squares
    }
  }

  /// The objective written as `huber`, `huber:δ`, `lad`, `log-squares` or `squares`; `nil` for other text.
  public init?(_ text: String) {
    switch text {
    case "huber": self = .hoffmann
    case "lad": self = .leastAbsoluteDeviations
    case "log-squares": self = .logSquares
    case "squares": self = .squares
    default:
      guard text.hasPrefix("huber:"), let delta = Double(text.dropFirst("huber:".count)),
        delta > 0, delta.isFinite
      else { return nil }
      self = .huber(delta: delta)
    }
  }

  /// The minimiser's Huber threshold: δ, a small value that approximates a kink, or infinity.
  package var workingDelta: Double {
    switch self {
    case .huber(let delta): delta
    case .leastAbsoluteDeviations: 1e-6
    case .logSquares, .squares: .infinity
    }
  }

  /// The minimiser's threshold for residuals in a unit in which the observations
  /// span `scale`; an explicit δ stays.
  func workingDelta(scale: Double) -> Double {
    self == .leastAbsoluteDeviations ? workingDelta * scale : workingDelta
  }

  /// The minimiser for a fit from a start that may be far from the minimum.
  package var minimizer: NewtonMinimizer {
    minimizer(delta: workingDelta, stages: [1, 0.1, 0.01] + kinkStages)
  }

  /// ``minimizer`` with another threshold and other stages.
  func minimizer(delta: Double, stages: [Double]) -> NewtonMinimizer {
    var minimizer = NewtonMinimizer(delta: delta, stages: stages)
    if self == .leastAbsoluteDeviations { minimizer.gradientTolerance = 1e-8 }
    minimizer.polishes = loss == .squares
    return minimizer
  }

  /// The minimiser for resampled points, starting at the original minimum.
  package var refitMinimizer: NewtonMinimizer {
    var minimizer = NewtonMinimizer(delta: workingDelta, stages: kinkStages)
    minimizer.gradientTolerance = 1e-8
    minimizer.curvatureAge = 16
    return minimizer
  }

  private var kinkStages: [Double] {
    self == .leastAbsoluteDeviations ? [1e-3, 1e-4, 1e-5] : []
  }
}

extension FitObjective: CustomStringConvertible {
  /// The text read by ``init(_:)``, such as `huber:0.001`.
  public var description: String { name + (delta.map { ":\($0)" } ?? "") }
}
