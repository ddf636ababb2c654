internal import LeastSquares
internal import LinearAlgebra

/// The standard errors of a least-squares fit by the classical covariance s²(JᵀJ)⁻¹.
///
/// They are valid if the residuals are independent, homoscedastic, and small relative to the curvature of
/// the law; bootstrap intervals need weaker assumptions.
public struct ClassicalErrors: Sendable, Equatable, Codable {
  /// Σ wᵢrᵢ².
  public var residualSumOfSquares: Double
  /// m − n, over the m runs that have a weight.
  public var degreesOfFreedom: Int
  /// s, the square root of the sum of squares over the degrees of freedom.
  public var residualDeviation: Double
  /// The standard errors of the coefficients by symbol; `nil` if the runs do not determine them.
  public var standardErrors: [String: Double]?
}

extension ClassicalErrors {
  /// Writes every key; undetermined standard errors are null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(residualSumOfSquares, forKey: .residualSumOfSquares)
    try container.encode(degreesOfFreedom, forKey: .degreesOfFreedom)
    try container.encode(residualDeviation, forKey: .residualDeviation)
    try container.encode(standardErrors, forKey: .standardErrors)
  }

  private enum CodingKeys: String, CodingKey {
    case residualSumOfSquares, degreesOfFreedom, residualDeviation, standardErrors
  }

  /// The errors of a fit that ended at `theta`; `nil` unless there are more runs than coefficients.
  ///
  /// - Parameters:
  ///   - objective: The points of the fit.
  ///   - theta: θ at the minimum.
  ///   - problem: Maps θ to the law's coefficients.
  /// - Complexity: O(m·n²).
  init?(of objective: some PointObjective, at theta: [Double], problem: some LawProblem) {
    let (residuals, jacobian) = objective.jacobian(at: theta)
    let weights = objective.weights
    let coefficients = problem.coefficientSymbols
    degreesOfFreedom = weights.count { $0 > 0 } - coefficients.count
    guard degreesOfFreedom > 0 else { return nil }
    residualSumOfSquares = zip(weights, residuals).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    let deviation = (residualSumOfSquares / Double(degreesOfFreedom)).squareRoot()
    residualDeviation = deviation
    // c·∂r/∂c, whose covariance is that of the relative errors.
    var scaled = Matrix(rows: residuals.count, columns: coefficients.count)
    for i in residuals.indices {
      let row = (0..<jacobian.columns).map { jacobian[i, $0] }
      for (j, slope) in problem.scaledGradient(row, at: theta).enumerated() {
        scaled[i, j] = slope * weights[i].squareRoot()
      }
    }
    guard let inverse = inverseGram(of: scaled) else {
      standardErrors = nil
      return
    }
    let values = problem.coefficients(theta)
    let errors = coefficients.indices.map {
      deviation * inverse[$0, $0].squareRoot() * abs(values[$0])
    }
    standardErrors =
      errors.allSatisfy(\.isFinite)
      ? Dictionary(uniqueKeysWithValues: zip(coefficients, errors)) : nil
  }
}
