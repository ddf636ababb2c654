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
/// themselves. V is σ²(JᵀWJ)⁻¹ times the loss of efficiency of Huber's function at 1.345 σ.
///
/// Reference: Huber and Ronchetti 2009, "Robust statistics", §7.6, doi:10.1002/9780470434697.
public struct LawCovariance: Sendable, Equatable {
  /// The law.
  public let law: ScalingLaw
  /// The coefficients, in the order of the law.
  public let values: [Double]
  /// A square root of V: independent changes of θ by one standard error, each with one value per coefficient.
  public let axes: [[Double]]
  /// σ, the robust standard deviation of log L about the law.
  public let deviation: Double

  /// The inverse efficiency of Huber's function at 1.345 σ for normal residuals.
  private static let inefficiency = 1 / 0.95
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
    guard let singular = RightSingularVectors(of: jacobian), let largest = singular.values.first
    else { return nil }
    let scale = deviation * Self.inefficiency.squareRoot()
    axes = zip(singular.values, singular.vectors)
      .filter { $0.0 > Self.tolerance * largest }
      .map { value, vector in
        zip(vector, lengths).map { $1 > 0 ? $0 * scale / (value * $1) : 0 }
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
