public import LinearAlgebra

/// What the minimiser needs of a function: its value, and its first and second derivatives.
///
/// The function is a weighted sum of Huber's ρ over residuals, so that its threshold δ can be lowered
/// step by step.
public protocol Objective {
  /// The number n of coefficients.
  var coefficientCount: Int { get }

  /// Huber's δ; infinity for least squares.
  var delta: Double { get set }

  /// The size of a component of the gradient that is nothing but rounding.
  var gradientRounding: Double { get }

  /// The objective and its derivatives at `coefficients`.
  ///
  /// - Returns: The objective; NaN or infinite where it is not defined.
  func derivatives(at coefficients: [Double], into derivatives: inout Derivatives) -> Double

  /// The diagonal of the Gauss–Newton matrix under the weights wρ′(r)/r, n values that are not
  /// negative: the scale on which steps in each coefficient are damped.
  func curvature(at coefficients: [Double]) -> [Double]
}

/// The derivatives of an objective at one point.
public struct Derivatives: Sendable {
  /// ∂f/∂θ, n values.
  public var gradient: [Double]
  /// The lower triangle of ∂²f/∂θ², n × n in row-major order.
  public var hessian: [Double]

  /// Room for the derivatives by `count` coefficients.
  public init(count: Int) {
    gradient = Array(repeating: 0, count: count)
    hessian = Array(repeating: 0, count: count * count)
  }

  /// The largest |∂f/∂θᵢ|; NaN where one is NaN.
  public var largestGradient: Double {
    // `max` would pass over a NaN, and a point without a gradient would look like a minimum.
    gradient.reduce(0) { $1.isNaN ? .nan : max($1.magnitude, $0) }
  }
}

/// An objective that is a sum over points, which can be drawn anew.
public protocol PointObjective: Objective {
  /// The weights of the points, in their order.
  var weights: [Double] { get }

  /// The objective of residuals that are nothing but rounding: points that are met exactly have no
  /// lower one.
  var negligibleValue: Double { get }

  /// The residuals of the points at `coefficients`, in their order.
  func residuals(at coefficients: [Double]) -> [Double]

  /// The residuals and their derivatives ∂rᵢ/∂θⱼ, m × n.
  func jacobian(at coefficients: [Double]) -> (residuals: [Double], jacobian: Matrix)

  /// Makes this objective that of `original` with each point taken `multiplicity` times.
  ///
  /// - Parameters:
  ///   - original: The objective whose points are taken, of the same structure.
  ///   - multiplicity: A value for every point, not negative; points with 0 are left out.
  func resample(_ original: Self, multiplicity: [Double])
}
