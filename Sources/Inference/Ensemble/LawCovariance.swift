internal import LinearAlgebra
public import ScalingLaws
internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A fitted law with the covariance V of its coefficients, for predictions without replicates.
///
///     log L of a new run ~ log L̂(x; θ̂), with variance g(x)ᵀ V g(x) + σ²,   g = ∂ log L̂ / ∂θ
///
/// θ are the logarithms of positive coefficients, the logits of those in the unit interval, and the others
/// themselves. V is the sandwich H⁻¹ (Jᵀ diag(ψ²/(1 − h)²) J) H⁻¹ with H = Jᵀ diag(ψ′) J, for the derivative ψ of
/// Huber's function at each residual and the leverage h of each run: the noise need not be the same everywhere.
///
/// References: Huber and Ronchetti 2009, "Robust statistics", §7.6, doi:10.1002/9780470434697; MacKinnon and
/// White 1985, doi:10.1016/0304-4076(85)90158-7, for the leverages (HC3).
public struct LawCovariance: Sendable, Equatable {
  /// The law.
  public let law: ScalingLaw
  /// The coefficients, in the order of the law.
  public let values: [Double]
  /// A square root of V: independent changes of θ by one standard error, each with one value per coefficient.
  public let axes: [[Double]]
  /// σ, the robust standard deviation of log L about the law.
  public let deviation: Double

  /// δ/σ, at which Huber's estimate has 95 % efficiency for normal residuals.
  static let threshold = 1.345
  /// Singular values below this fraction of the largest count as zero.
  private static let tolerance = 1e-10

  /// The covariance at a minimum of m runs.
  ///
  /// - Returns: `nil` if the law is undefined at a run or near the minimum.
  /// - Complexity: O(m·n²).
  init?(_ law: ScalingLaw, at minimum: LawMinimum) {
    self.law = law
    values = minimum.values
    let count = minimum.jacobian.columns
    let residuals = minimum.residuals
    let spare = Double(max(residuals.count - count, 1))
    deviation = (Double(residuals.count) / spare).squareRoot() * robustScale(of: residuals)
    var jacobian = minimum.jacobian
    for i in residuals.indices {
      for j in 0..<count { jacobian[i, j] *= minimum.weights[i].squareRoot() }
    }
    guard residuals.allSatisfy(\.isFinite), jacobian.elements.allSatisfy(\.isFinite) else {
      return nil
    }
    let lengths = (0..<count).map { j in
      jacobian.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    for j in 0..<count where lengths[j] > 0 {
      for i in residuals.indices { jacobian[i, j] /= lengths[j] }
    }
    guard
      let spread = Self.spread(
        jacobian, residuals: residuals, weights: minimum.weights,
        delta: Self.threshold * deviation)
    else { return nil }
    axes = spread.map { axis in
      var step = Array(repeating: 0.0, count: minimum.values.count)
      for j in 0..<count where lengths[j] > 0 {
        for (place, change) in minimum.changes[j].enumerated() {
          step[place] += axis[j] / lengths[j] * change
        }
      }
      return step
    }
  }

  /// A square root of V for a weighted Jacobian with columns of unit length, one vector for each determined
  /// direction.
  ///
  /// - Returns: `nil` if a decomposition failed.
  private static func spread(
    _ jacobian: Matrix, residuals: [Double], weights: [Double], delta: Double
  ) -> [[Double]]? {
    let count = jacobian.columns
    var inner = jacobian
    for i in residuals.indices where abs(residuals[i]) > delta {
      for j in 0..<count { inner[i, j] = 0 }
    }
    guard let whole = Inverse(gramOf: jacobian), let curved = Inverse(gramOf: inner) else {
      return nil
    }
    // The rows of J H⁻¹, each times its run's share of the noise; V is their Gram matrix.
    var shares = Matrix(rows: residuals.count, columns: count)
    for i in residuals.indices {
      let row = (0..<count).map { jacobian[i, $0] }
      let leverage = min(whole.form(row), highestLeverage)
      let slope =
        weights[i].squareRoot() * min(max(residuals[i], -delta), delta) / (1 - leverage)
      for (j, value) in curved.product(row).enumerated() { shares[i, j] = slope * value }
    }
    guard let singular = RightSingularVectors(of: shares), let largest = singular.values.first
    else { return nil }
    return zip(singular.values, singular.vectors)
      .filter { $0.0 > tolerance * largest }
      .map { value, vector in vector.map { value * $0 } }
  }

  /// Where a run alone decides a coefficient, its residual shows nothing of its noise.
  private static let highestLeverage = 0.9

  /// The inverse of JᵀJ, without the directions that J does not determine.
  private struct Inverse {
    private let singular: RightSingularVectors

    init?(gramOf matrix: Matrix) {
      guard var singular = RightSingularVectors(of: matrix), let largest = singular.values.first
      else { return nil }
      let count = singular.values.count { $0 > LawCovariance.tolerance * largest }
      singular.values.removeLast(singular.values.count - count)
      singular.vectors.removeLast(singular.vectors.count - count)
      self.singular = singular
    }

    /// (JᵀJ)⁻¹ x.
    func product(_ x: [Double]) -> [Double] {
      var result = Array(repeating: 0.0, count: x.count)
      for (value, vector) in zip(singular.values, singular.vectors) {
        let length = zip(vector, x).reduce(0) { $0 + $1.0 * $1.1 } / (value * value)
        for j in result.indices { result[j] += length * vector[j] }
      }
      return result
    }

    /// xᵀ (JᵀJ)⁻¹ x.
    func form(_ x: [Double]) -> Double {
      zip(product(x), x).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}

extension ScalingLaw {
  /// The coefficients after a step in θ; a coefficient at its bound stays there.
  func moved(_ values: [Double], by step: [Double]) -> [Double] {
    zip(zip(coefficients, values), step).map { named, step in
      let transform = CoefficientTransform(domain: domains[named.0] ?? .real)
      guard let theta = transform.theta(named.1) else { return named.1 }
      return transform.coefficient(theta + step)
    }
  }
}
