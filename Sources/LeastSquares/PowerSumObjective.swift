internal import CKernels
public import LinearAlgebra

/// The robust objective of a sum of power terms, evaluated by the vector kernels.
///
/// Copies share their points and δ: each worker creates its own.
public struct PowerSumObjective: PointObjective {
  let points: PowerSumPoints
  /// The vector kernel.
  public let kernel: VectorKernel

  /// The objective of `sum` with residuals in `space`.
  ///
  /// - Parameters:
  ///   - sum: The sum and its points.
  ///   - space: The space of the residuals.
  ///   - delta: Huber's δ.
  ///   - above: κ, the factor of the loss of positive residuals; see ``RobustLoss/huber(delta:above:)``.
  ///   - kernel: The vector kernel.
  public init(
    _ sum: PowerSum, space: ResidualSpace, delta: Double, above: Double = 1, kernel: VectorKernel
  ) {
    self.init(points: PowerSumPoints(sum, space: space, kernel: kernel), kernel: kernel)
    self.delta = delta
    points.problem.pointee.above = above
  }

  init(points: PowerSumPoints, kernel: VectorKernel) {
    self.points = points
    self.kernel = kernel
  }

  /// The number n of coefficients.
  public var coefficientCount: Int { points.coefficientCount }

  /// Huber's δ.
  ///
  /// It is stored with the points, which copies of this value share.
  public var delta: Double {
    get { points.problem.pointee.delta }
    nonmutating set { points.problem.pointee.delta = newValue }
  }

  /// The rounding error of a gradient component.
  public var gradientRounding: Double { 2e-16 * points.scale }

  /// The objective of residuals of 10⁻¹² of their scale, which is rounding level: exactly
  /// fitted points have no lower one.
  public var negligibleValue: Double { 5e-25 * points.scale }

  /// The objective and its derivatives; O(m·n²).
  public func derivatives(at coefficients: [Double], into derivatives: inout Derivatives) -> Double
  {
    requireCount(of: coefficients)
    precondition(
      derivatives.gradient.count == coefficientCount, "the derivatives are of another objective")
    return kernel.table.power_sum_derivatives(
      points.problem, coefficients, &derivatives.gradient, &derivatives.hessian)
  }

  /// The diagonal of the reweighted Gauss–Newton matrix; O(m·n).
  public func curvature(at coefficients: [Double]) -> [Double] {
    requireCount(of: coefficients)
    var diagonal = Array(repeating: 0.0, count: coefficientCount)
    kernel.table.power_sum_curvature(points.problem, coefficients, &diagonal)
    return diagonal
  }
}

extension PowerSumObjective {
  /// Storage for resamples of the points of `sum`; empty until ``resample(_:multiplicity:)``.
  public init(roomFor sum: PowerSum, delta: Double, kernel: VectorKernel) {
    self.init(points: PowerSumPoints(like: sum), kernel: kernel)
    self.delta = delta
  }

  /// Turns this objective into that of `original` with each point taken `multiplicity` times.
  ///
  /// - Parameters:
  ///   - original: The objective whose points are used.
  ///   - multiplicity: One non-negative value per point; points with 0 are omitted.
  public func resample(_ original: PowerSumObjective, multiplicity: [Double]) {
    points.resample(original.points, multiplicity: multiplicity)
  }

  /// The residuals of the points, in their order; after a resample, of those kept.
  public func residuals(at coefficients: [Double]) -> [Double] {
    requireCount(of: coefficients)
    var residuals = Array(repeating: 0.0, count: points.problem.pointee.paddedCount)
    kernel.table.power_sum_residuals(points.problem, coefficients, &residuals, nil)
    return Array(residuals.prefix(points.count))
  }

  /// The residuals and their derivatives ∂rᵢ/∂θⱼ, m × n.
  public func jacobian(at coefficients: [Double]) -> (residuals: [Double], jacobian: Matrix) {
    requireCount(of: coefficients)
    let padded = points.problem.pointee.paddedCount
    var residuals = Array(repeating: 0.0, count: padded)
    var elements = Array(repeating: 0.0, count: padded * coefficientCount)
    kernel.table.power_sum_residuals(points.problem, coefficients, &residuals, &elements)
    let columns = (0..<coefficientCount).flatMap {
      elements[$0 * padded..<$0 * padded + points.count]
    }
    return (
      Array(residuals.prefix(points.count)),
      Matrix(rows: points.count, columns: coefficientCount, elements: columns)
    )
  }

  /// The weights of the points, in their order.
  public var weights: [Double] { points.weights }

  /// Traps if θ does not have the length that the kernels read.
  private func requireCount(of coefficients: [Double]) {
    precondition(
      coefficients.count == coefficientCount, "the objective has \(coefficientCount) coefficients")
  }
}
