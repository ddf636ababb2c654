internal import LeastSquares
internal import LinearAlgebra

/// The evidence that a fit is a minimum.
public struct FitCertificate: Sendable, Equatable, Codable {
  /// Whether the gradient, or for least absolute deviations a subgradient, vanishes to rounding.
  public var converged: Bool
  /// Why the minimisation ended.
  public var termination: String
  /// The largest |c·∂f/∂c|/f over the coefficients c; a subgradient for least absolute deviations.
  ///
  /// If the law fits the runs to rounding error, f is meaningless and |c·∂f/∂c| is reported unscaled. Values beyond
  /// the range of doubles become the largest double, which JSON can represent.
  public var gradient: Double
  /// For least absolute deviations, the largest multiplier of the exactly fitted runs, at most 1
  /// at a minimum; `nil` for other objectives.
  public var largestMultiplier: Double?
  /// The smallest eigenvalue of the Hessian scaled to unit diagonal, in the solver's coordinates;
  /// positive at a proper minimum, `nil` for least absolute deviations.
  public var smallestEigenvalue: Double?
  /// The condition number of the Jacobian with columns of unit length, in the solver's coordinates.
  public var conditionNumber: Double?
  /// The number of starts.
  public var starts: Int
  /// The share of the starts that ended within a relative 1e-9 of the best objective.
  public var shareOfStartsAtBest: Double
  /// The lowest objective of starts that converged elsewhere; `nil` if none did.
  public var runnerUpObjective: Double?
  /// The coefficients at a bound: amplitudes of terms that contribute less than 1e-9 of the loss in every run,
  /// which are effectively zero, and those of ``boundsReached``.
  public var coefficientsAtBound: [String]
  /// The coefficients at one of the bounds that the law gives them, with the side.
  public var boundsReached: [String: CoefficientBounds.Side] = [:]
  /// The rank of the Jacobian with unit-length columns: the number of coefficients, or combinations of
  /// them, the runs determine.
  ///
  /// `nil` in fits of earlier versions.
  public var rank: Int?
  /// The directions in coefficient space that leave the law unchanged at all runs.
  public var undetermined: [UndeterminedDirection]
  /// Minima within a millionth of this one, at other coefficients.
  public var equalMinima: [EqualMinimum]
  /// For each coefficient at its bound, the fit with it as far from the bound as the runs allow, within one
  /// standard error of the objective.
  public var offBound: [OffBoundFit]

  /// Another minimum as low as the best.
  public struct EqualMinimum: Sendable, Equatable, Codable {
    /// The objective.
    public var objective: Double
    /// The coefficients by symbol.
    public var coefficients: [String: Double]
  }

  /// An alternative fit, consistent with the runs, with a coefficient off its bound.
  public struct OffBoundFit: Sendable, Equatable, Codable {
    /// The coefficient at its bound in the best fit.
    public var moved: String
    /// Its profile upper limit at the level of the fit's intervals.
    public var limit: Double
    /// The coefficients by symbol.
    public var coefficients: [String: Double]
  }
}

extension FitCertificate {
  /// The certificate of `outcome`, whose best minimum is `minimum` after sharpening.
  init(
    of outcome: MultiStartOutcome, minimum: Minimum, kink: AbsoluteDeviationsMinimum?,
    objective: some PointObjective, problem: some LawProblem, identifiability: Identifiability,
    offBound: [OffBoundFit]
  ) {
    let theta = minimum.coefficients
    let held = problem.limits?.held(at: theta, gradient: minimum.derivatives.gradient)
    var gradient = kink?.subgradient ?? minimum.derivatives.gradient
    for (place, isHeld) in (held ?? []).enumerated() where isHeld { gradient[place] = 0 }
    let value = kink?.value ?? minimum.value
    let scaled = problem.scaledGradient(gradient, at: theta)
    let largest = scaled.reduce(0) { max($0, abs($1)) }
    let relative = value > objective.negligibleValue ? largest / value : largest
    let (residuals, jacobian) = objective.jacobian(at: theta)
    let atBound = problem.coefficientsAtBound(jacobian)
    let reached = problem.boundsReached(problem.coefficients(theta))
    // Amplitudes at zero end anywhere near it without changing any run.
    func isSameLaw(_ minimum: Minimum) -> Bool {
      !atBound.isEmpty
        && zip(residuals, objective.residuals(at: minimum.coefficients))
          .allSatisfy { abs($0 - $1) <= 1e-9 }
    }
    self.init(
      converged: minimum.termination == .converged && (kink?.largestMultiplier ?? 0) <= 1 + 1e-9,
      termination: minimum.termination.rawValue,
      gradient: relative.isFinite ? relative : .greatestFiniteMagnitude,
      largestMultiplier: kink?.largestMultiplier,
      smallestEigenvalue: kink == nil
        ? smallestScaledEigenvalue(of: minimum.derivatives, besides: held) : nil,
      conditionNumber: LinearAlgebra.conditionNumber(of: scaledColumns(jacobian)).flatMap {
        $0.isFinite ? $0 : nil
      },
      starts: outcome.startCount,
      shareOfStartsAtBest: outcome.shareAtBest,
      runnerUpObjective: outcome.runnerUpValue.map { kink == nil ? $0 : $0 / objective.delta },
      coefficientsAtBound: atBound
        + problem.coefficientSymbols.filter { reached[$0] != nil && !atBound.contains($0) },
      boundsReached: reached,
      rank: identifiability.rank,
      undetermined: identifiability.undetermined.map {
        UndeterminedDirection($0, at: theta, problem: problem)
      }.filter { !$0.changes.isEmpty },
      // Along a free direction, starts end anywhere.
      equalMinima: identifiability.undetermined.isEmpty
        ? outcome.equals.filter { !isSameLaw($0) }.map { minimum in
          EqualMinimum(
            objective: kink == nil ? minimum.value : minimum.value / objective.delta,
            coefficients: Dictionary(
              uniqueKeysWithValues: zip(
                problem.coefficientSymbols, problem.coefficients(minimum.coefficients))))
        } : [],
      offBound: offBound)
  }
}

/// The smallest eigenvalue over the coordinates that are not held.
private func smallestScaledEigenvalue(
  of derivatives: Derivatives, besides held: [Bool]?
) -> Double? {
  let n = derivatives.gradient.count
  let free = (0..<n).filter { held?[$0] != true }
  var matrix = Matrix(rows: free.count, columns: free.count)
  for (row, i) in free.enumerated() {
    for (column, j) in free.prefix(row + 1).enumerated() {
      let scale = (derivatives.hessian[i * n + i] * derivatives.hessian[j * n + j]).squareRoot()
      matrix[row, column] = derivatives.hessian[i * n + j] / scale
    }
  }
  return symmetricEigenvalues(ofLowerTriangle: matrix)?.first
}
