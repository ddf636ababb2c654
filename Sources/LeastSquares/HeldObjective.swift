/// An objective with some coefficients held fixed: a profile.
///
/// Held coefficients have zero gradient and unit curvature, so that a step never moves them.
public struct HeldObjective<Base: Objective>: Objective {
  private var base: Base
  private let held: [Int]

  /// The objective `base` as a function of the coefficients other than those at `held`.
  public init(_ base: Base, holding held: [Int]) {
    self.base = base
    self.held = held
  }

  /// n, including the held ones.
  public var coefficientCount: Int { base.coefficientCount }

  /// Huber's δ.
  public var delta: Double {
    get { base.delta }
    set { base.delta = newValue }
  }

  /// The rounding error of the whole objective.
  public var gradientRounding: Double { base.gradientRounding }

  /// The objective and its derivatives with respect to the free coefficients.
  public func derivatives(
    at coefficients: [Double], into derivatives: inout Derivatives
  ) -> Double {
    let value = base.derivatives(at: coefficients, into: &derivatives)
    let count = coefficientCount
    for place in held {
      derivatives.gradient[place] = 0
      for other in 0..<count {
        derivatives.hessian[place * count + other] = 0
        derivatives.hessian[other * count + place] = 0
      }
      derivatives.hessian[place * count + place] = 1
    }
    return value
  }

  /// The scale of steps, 1 for held coefficients.
  public func curvature(at coefficients: [Double]) -> [Double] {
    var curvature = base.curvature(at: coefficients)
    for place in held { curvature[place] = 1 }
    return curvature
  }
}
