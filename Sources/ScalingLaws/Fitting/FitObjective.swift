public import LeastSquares

/// The objective of a fit: the weighted sum of a function of the residuals, in log or linear space.
///
/// The sum rather than the mean: with the mean of Huber's function, common optimisers stop at their default
/// tolerances far from the minimum. In levels, residuals have the unit of the fitted quantity; a law whose
/// left side is a function of it has residuals of the left side whichever space is named.
public enum FitObjective: Sendable, Equatable {
  /// Σ Huber_δ(log L − log L̂), with δ = 10⁻³ in Hoffmann et al. 2022; the loss of runs above the law, whose
  /// residuals are positive, is multiplied by `above`.
  case huber(delta: Double, above: Double = 1)
  /// Σ |log L − log L̂|: least absolute deviations.
  case leastAbsoluteDeviations
  /// Σ (log L − log L̂)²/2.
  case logSquares
  /// Σ (L − L̂)²/2.
  case squares
  /// Σ Huber_δ(L − L̂), with δ in the unit of L; `above` as in ``huber(delta:above:)``.
  case levelHuber(delta: Double, above: Double = 1)
  /// Σ |L − L̂|.
  case levelAbsoluteDeviations
  /// Huber's function in one of the spaces, with δ scaled to the residuals: 1.345 times their robust standard
  /// deviation, for 95 % of the efficiency of least squares if they are normal; `above` as in
  /// ``huber(delta:above:)``.
  ///
  /// The fitter replaces it by ``huber(delta:above:)`` or ``levelHuber(delta:above:)``.
  case scaledHuber(space: ResidualSpace, above: Double = 1)

  /// Hoffmann's objective (2022).
  public static let hoffmann = FitObjective.huber(delta: 1e-3)

  /// The objective's name, without its space, δ and factor.
  public var name: String {
    switch self {
    case .huber, .levelHuber, .scaledHuber: "huber"
    case .leastAbsoluteDeviations, .levelAbsoluteDeviations: "lad"
    case .logSquares: "log-squares"
    case .squares: "squares"
    }
  }

  /// Huber's δ; `nil` for the other objectives, and where the fitter finds it.
  public var delta: Double? {
    switch self {
    case .huber(let delta, _), .levelHuber(let delta, _): delta
    default: nil
    }
  }

  /// The factor of the loss of runs above the law; 1 where both sides count alike.
  public var above: Double {
    switch self {
    case .huber(_, let above), .levelHuber(_, let above), .scaledHuber(_, let above): above
    default: 1
    }
  }

  /// The space of the residuals.
  public var space: ResidualSpace {
    switch self {
    case .huber, .leastAbsoluteDeviations, .logSquares: .log
    case .squares, .levelHuber, .levelAbsoluteDeviations: .level
    case .scaledHuber(let space, _): space
    }
  }

  /// The function of the residuals.
  public var loss: RobustLoss {
    switch self {
    case .huber(let delta, let above), .levelHuber(let delta, let above):
      .huber(delta: delta, above: above)
    case .leastAbsoluteDeviations, .levelAbsoluteDeviations: .absolute
    case .logSquares, .squares: .squares
    case .scaledHuber: firstOfScaled.loss
    }
  }

  /// The objective whose residuals give the first δ of ``scaledHuber(space:above:)``: Hoffmann's δ, which has
  /// no counterpart in levels.
  var firstOfScaled: FitObjective {
    space == .log ? .huber(delta: 1e-3, above: above) : .squares
  }

  /// Whether the fitter scales δ to the residuals.
  public var isScaled: Bool {
    if case .scaledHuber = self { true } else { false }
  }

  /// The objective written as text, such as `huber:auto`; `nil` for other text.
  ///
  /// It is `huber`, `huber:δ`, `huber:δ:κ`, `lad`, `log-squares`, `squares`,
  /// `level-huber:δ`, `level-huber:δ:κ` or `level-lad`. δ may be `auto`.
  ///
  /// δ has no default in levels, since it has the unit of the fitted quantity.
  public init?(_ text: String) {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let isScaled = parts.count > 1 && parts[1] == "auto"
    if isScaled { parts[1] = "1" }
    let numbers = parts.dropFirst().compactMap { Double($0) }.filter { $0 > 0 && $0.isFinite }
    guard numbers.count == parts.count - 1, numbers.count <= 2 else { return nil }
    let above = numbers.count > 1 ? numbers[1] : 1
    switch (parts[0], numbers.first) {
    case ("huber", _) where isScaled: self = .scaledHuber(space: .log, above: above)
    case ("level-huber", _) where isScaled: self = .scaledHuber(space: .level, above: above)
    case _ where isScaled: return nil
    case ("huber", let delta): self = .huber(delta: delta ?? 1e-3, above: above)
    case ("level-huber", let delta?): self = .levelHuber(delta: delta, above: above)
    case ("lad", nil): self = .leastAbsoluteDeviations
    case ("level-lad", nil): self = .levelAbsoluteDeviations
    case ("log-squares", nil): self = .logSquares
    case ("squares", nil): self = .squares
    default: return nil
    }
  }

  /// The minimiser's Huber threshold: δ, a small value that approximates a kink, or infinity.
  package var workingDelta: Double {
    switch loss {
    case .huber(let delta, _): delta
    case .absolute: 1e-6
    case .squares: .infinity
    }
  }

  /// The minimiser's threshold for residuals in a unit in which the observations
  /// span `scale`; an explicit δ stays.
  func workingDelta(scale: Double) -> Double {
    loss == .absolute ? workingDelta * scale : workingDelta
  }

  /// The minimiser for a fit from a start that may be far from the minimum.
  package var minimizer: NewtonMinimizer {
    minimizer(delta: workingDelta, stages: [1, 0.1, 0.01] + kinkStages)
  }

  /// ``minimizer`` with another threshold and other stages.
  func minimizer(delta: Double, stages: [Double]) -> NewtonMinimizer {
    var minimizer = NewtonMinimizer(delta: delta, stages: stages)
    if loss == .absolute { minimizer.gradientTolerance = 1e-8 }
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
    loss == .absolute ? [1e-3, 1e-4, 1e-5] : []
  }
}

extension FitObjective: CustomStringConvertible {
  /// The text read by ``init(_:)``, such as `huber:0.001`, `huber:auto` or `level-huber:0.01:4`.
  public var description: String {
    (name.hasSuffix("squares") || space == .log ? "" : "level-") + name
      + (isScaled ? ":auto" : delta.map { ":\($0)" } ?? "") + (above == 1 ? "" : ":\(above)")
  }
}
