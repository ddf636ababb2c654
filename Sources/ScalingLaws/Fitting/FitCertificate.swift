internal import LeastSquares
internal import LinearAlgebra

/// The evidence that a fit is the minimum it is said to be.
public struct FitCertificate: Sendable, Equatable, Codable {
  /// Whether the gradient, or for least absolute deviations a subgradient, vanishes to rounding.
  public var converged: Bool
  /// Why the minimisation ended.
  public var termination: String
  /// The largest |c·∂f/∂c|/f over the coefficients c; a subgradient for least absolute deviations.
  ///
  /// Where the law meets the runs to rounding, f says nothing and |c·∂f/∂c| is reported as it is. Beyond
  /// all numbers it is the greatest of them, which JSON can hold.
  public var gradient: Double
  /// For least absolute deviations the largest multiplier of the runs that are met exactly, at most 1
  /// at a minimum; `nil` for other objectives.
  public var largestMultiplier: Double?
  /// The smallest eigenvalue of the Hessian scaled to a unit diagonal, in the solver's coordinates;
  /// positive at a proper minimum, `nil` for least absolute deviations.
  public var smallestEigenvalue: Double?
  /// The condition number of the Jacobian with columns of unit length, in the solver's coordinates.
  public var conditionNumber: Double?
  /// The number of starts.
  public var starts: Int
  /// The share of the starts that ended within a relative 1e-9 of the best objective.
  public var shareOfStartsAtBest: Double
  /// The lowest objective of the starts that converged elsewhere; `nil` where none did.
  public var runnerUpObjective: Double?
  /// The coefficients at the bound of their domain: amplitudes of terms that add less than 1e-9 of the
  /// loss in every run, and so are at zero.
  public var coefficientsAtBound: [String]
  /// The rank of the Jacobian with columns of unit length: how many coefficients, or combinations of
  /// them, the runs determine.
  ///
  /// `nil` in fits of earlier versions.
  public var rank: Int?
  /// The ways to change the coefficients that change the law at none of the runs.
  public var undetermined: [UndeterminedDirection]
  /// Minima as low as this one to a millionth, at other coefficients.
  public var equalMinima: [EqualMinimum]
  /// For each coefficient at its bound, the fit that has it as far from there as the runs allow, to one
  /// standard error of the objective.
  public var offBound: [OffBoundFit]

  /// A minimum that is as low as the best.
  public struct EqualMinimum: Sendable, Equatable, Codable {
    /// The objective.
    public var objective: Double
    /// The coefficients by symbol.
    public var coefficients: [String: Double]
  }

  /// A fit that the runs allow beside the best, in which a coefficient is off its bound.
  public struct OffBoundFit: Sendable, Equatable, Codable {
    /// The coefficient that is at its bound in the best fit.
    public var moved: String
    /// How large it may be at the level of the fit's intervals, by its profile.
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
    let gradient = kink?.subgradient ?? minimum.derivatives.gradient
    let value = kink?.value ?? minimum.value
    let scaled = problem.scaledGradient(gradient, at: theta)
    let largest = scaled.reduce(0) { max($0, abs($1)) }
    let relative = value > objective.negligibleValue ? largest / value : largest
    let (residuals, jacobian) = objective.jacobian(at: theta)
    let atBound = problem.coefficientsAtBound(jacobian)
    // Amplitudes at zero end anywhere near it, and change no run.
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
      smallestEigenvalue: kink == nil ? smallestScaledEigenvalue(of: minimum.derivatives) : nil,
      conditionNumber: LinearAlgebra.conditionNumber(of: scaledColumns(jacobian)).flatMap {
        $0.isFinite ? $0 : nil
      },
      starts: outcome.startCount,
      shareOfStartsAtBest: outcome.shareAtBest,
      runnerUpObjective: outcome.runnerUpValue.map { kink == nil ? $0 : $0 / objective.delta },
      coefficientsAtBound: atBound,
      rank: identifiability.rank,
      undetermined: identifiability.undetermined.map {
        UndeterminedDirection($0, at: theta, problem: problem)
      }.filter { !$0.changes.isEmpty },
      // Where a direction is free, starts end anywhere along it.
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

private func smallestScaledEigenvalue(of derivatives: Derivatives) -> Double? {
  let n = derivatives.gradient.count
  var matrix = Matrix(rows: n, columns: n)
  for i in 0..<n {
    for j in 0...i {
      let scale = (derivatives.hessian[i * n + i] * derivatives.hessian[j * n + j]).squareRoot()
      matrix[i, j] = derivatives.hessian[i * n + j] / scale
    }
  }
  return symmetricEigenvalues(ofLowerTriangle: matrix)?.first
}
