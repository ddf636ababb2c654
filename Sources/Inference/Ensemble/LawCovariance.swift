internal import LinearAlgebra
public import ScalingLaws
internal import Statistics
internal import TrainingRuns

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

  /// The covariance at a minimum.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - values: Its coefficients at the minimum.
  ///   - table: The m runs that were fitted, all of them used.
  /// - Returns: `nil` if the law is undefined at a run or near the minimum.
  /// - Complexity: O(m·n²).
  init?(_ law: ScalingLaw, values: [Double], table: RunTable) {
    self.law = law
    self.values = values
    let count = values.count
    let weights = table.weight ?? Array(repeating: 1, count: table.count)
    let rows = (0..<table.count).filter { weights[$0] > 0 }
    var jacobian = Matrix(rows: rows.count, columns: count)
    var residuals: [Double] = []
    for (i, row) in rows.enumerated() {
      let loss = law.logLoss(at: table.point(of: law, row: row))
      residuals.append(log(table.loss[row]) - loss(values))
      for j in 0..<count {
        let slope = law.slope(of: loss, at: values, along: .unit(j, of: count))
        jacobian[i, j] = slope * weights[row].squareRoot()
      }
    }
    let spare = Double(max(rows.count - count, 1))
    deviation = (Double(rows.count) / spare).squareRoot() * robustScale(of: residuals)
    guard residuals.allSatisfy(\.isFinite), jacobian.elements.allSatisfy(\.isFinite) else {
      return nil
    }
    let lengths = (0..<count).map { j in
      jacobian.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    for j in 0..<count where lengths[j] > 0 {
      for i in rows.indices { jacobian[i, j] /= lengths[j] }
    }
    guard
      let spread = Self.spread(
        jacobian, residuals: residuals, weights: rows.map { weights[$0] },
        delta: Self.threshold * deviation)
    else { return nil }
    axes = spread.map { axis in zip(axis, lengths).map { $1 > 0 ? $0 / $1 : 0 } }
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

  /// log L̂ at a point; NaN where the law is undefined or not positive.
  public func logLoss(at point: [ScalingLaw.Variable: Double]) -> Double {
    law.logLoss(at: point)(values)
  }

  /// g(x)ᵀ V g(x), the variance of log L̂ at a point.
  public func variance(at point: [ScalingLaw.Variable: Double]) -> Double {
    let loss = law.logLoss(at: point)
    return axes.reduce(0) { sum, axis in
      let slope = law.slope(of: loss, at: values, along: axis)
      return sum + slope * slope
    }
  }
}

extension ScalingLaw {
  /// log L̂ at a point as a function of the coefficients.
  func logLoss(at point: [Variable: Double]) -> @Sendable ([Double]) -> Double {
    let value = evaluator(at: point)
    return { values in
      let loss = value(values)
      return loss > 0 ? log(loss) : .nan
    }
  }

  /// The coefficients after a step in θ; a coefficient at its bound stays there.
  func moved(_ values: [Double], by step: [Double]) -> [Double] {
    zip(zip(coefficients, values), step).map { named, step in
      let transform = CoefficientTransform(domain: domains[named.0] ?? .real)
      guard let theta = transform.theta(named.1) else { return named.1 }
      return transform.coefficient(theta + step)
    }
  }

  /// The derivative of a function of the coefficients along a direction of θ, by central differences.
  func slope(
    of function: ([Double]) -> Double, at values: [Double], along direction: [Double]
  ) -> Double {
    let length = direction.reduce(0) { max($0, abs($1)) }
    guard length > 0 else { return 0 }
    let step = 1e-5 / length
    let ahead = function(moved(values, by: direction.map { step * $0 }))
    let behind = function(moved(values, by: direction.map { -step * $0 }))
    return (ahead - behind) / (2 * step)
  }
}

extension [Double] {
  /// The unit vector along coordinate `index`.
  fileprivate static func unit(_ index: Int, of count: Int) -> [Double] {
    (0..<count).map { $0 == index ? 1 : 0 }
  }
}
