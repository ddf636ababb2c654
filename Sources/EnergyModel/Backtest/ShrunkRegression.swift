import LinearAlgebra

/// A linear regression whose coefficients are shrunk towards a prior.
///
///     y = x·β + ε,   ε ~ N(0, σ²/w),   β ~ N(β₀, diag τ²)
///
/// With few rows a coefficient stays near β₀, with many it follows the data. A prior deviation of ∞ leaves
/// a coefficient free.
struct ShrunkRegression {
  private let precisionMatrix: [Double]
  private let coefficients: [Double]
  private let residualDeviation: Double

  /// Fits the coefficients; `nil` if neither prior nor rows determine one.
  ///
  /// - Parameters:
  ///   - rows: x, y and the weight w of each row.
  ///   - mean: β₀.
  ///   - deviations: τ, positive.
  ///   - residualDeviation: σ.
  init?(
    _ rows: [(features: [Double], response: Double, weight: Double)], mean: [Double],
    deviations: [Double], residualDeviation: Double
  ) {
    let n = mean.count
    var matrix = Array(repeating: 0.0, count: n * n)
    var rightSide = Array(repeating: 0.0, count: n)
    for i in 0..<n {
      let prior = 1 / (deviations[i] * deviations[i])
      matrix[i * n + i] = prior
      rightSide[i] = prior * mean[i]
    }
    for row in rows {
      let weight = row.weight / (residualDeviation * residualDeviation)
      for i in 0..<n where row.features[i] != 0 {
        rightSide[i] += weight * row.features[i] * row.response
        for j in 0..<n { matrix[i * n + j] += weight * row.features[i] * row.features[j] }
      }
    }
    precisionMatrix = matrix
    guard choleskySolve(&matrix, &rightSide) else { return nil }
    coefficients = rightSide
    self.residualDeviation = residualDeviation
  }

  /// The mean and variance of a new response at `features`, including the residual.
  func predict(_ features: [Double]) -> (mean: Double, variance: Double) {
    var matrix = precisionMatrix
    var solved = features
    let isDefinite = choleskySolve(&matrix, &solved)
    precondition(isDefinite, "the initializer has solved with this matrix")
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    return (
      dot(features, coefficients),
      dot(features, solved) + residualDeviation * residualDeviation
    )
  }
}
