public import LinearAlgebra

/// A function for the minimiser: its value, and its first and second derivatives.
///
/// The function is a weighted sum of Huber's ρ over residuals, so that δ can be lowered
/// in stages.
public protocol Objective {
  /// The number n of coefficients.
  var coefficientCount: Int { get }

  /// Huber's δ; infinity for least squares.
  var delta: Double { get set }

  /// The rounding error of a gradient component.
  var gradientRounding: Double { get }

  /// The objective and its derivatives at `coefficients`.
  ///
  /// - Returns: The objective; NaN or infinite where it is not defined.
  func derivatives(at coefficients: [Double], into derivatives: inout Derivatives) -> Double

  /// The diagonal of the Gauss–Newton matrix with the weights wρ′(r)/r, n non-negative
  /// values: the scale of the damping for each coefficient.
  func curvature(at coefficients: [Double]) -> [Double]
}

/// The derivatives of an objective at one point.
public struct Derivatives: Sendable {
  /// ∂f/∂θ, n values.
  public var gradient: [Double]
  /// The lower triangle of ∂²f/∂θ², n × n in row-major order.
  public var hessian: [Double]

  /// Storage for the derivatives with respect to `count` coefficients.
  public init(count: Int) {
    gradient = Array(repeating: 0, count: count)
    hessian = Array(repeating: 0, count: count * count)
  }

  /// The largest |∂f/∂θᵢ|; NaN if one is NaN.
  public var largestGradient: Double {
    // `max` would ignore a NaN, and a point without a gradient would look like a minimum.
    gradient.reduce(0) { $1.isNaN ? .nan : max($1.magnitude, $0) }
  }
}

/// An objective that is a sum over points, which can be resampled.
public protocol PointObjective: Objective {
  /// The weights of the points, in their order.
  var weights: [Double] { get }

  /// The objective of residuals at rounding level: exactly fitted points have no
  /// lower one.
  var negligibleValue: Double { get }

  /// The residuals of the points at `coefficients`, in their order.
  func residuals(at coefficients: [Double]) -> [Double]

  /// The residuals and their derivatives ∂rᵢ/∂θⱼ, m × n.
  func jacobian(at coefficients: [Double]) -> (residuals: [Double], jacobian: Matrix)

  /// Turns this objective into that of `original` with each point taken `multiplicity` times.
  ///
  /// - Parameters:
  ///   - original: The objective whose points are used, of the same structure.
  ///   - multiplicity: One non-negative value per point; points with 0 are omitted.
  func resample(_ original: Self, multiplicity: [Double])
}
