/// An objective of which some coefficients are held where a search starts: their profile.
///
/// The derivatives by held coefficients are 0, and their curvature is 1, so that a step never moves them.
public struct HeldObjective<Base: Objective>: Objective {
  private var base: Base
  private let held: [Int]

  /// The objective `base` as a function of the coefficients that are not at the places `held`.
  public init(_ base: Base, holding held: [Int]) {
    self.base = base
    self.held = held
  }

  /// n, the held ones among them.
  public var coefficientCount: Int { base.coefficientCount }

  /// Huber's δ.
  public var delta: Double {
    get { base.delta }
    set { base.delta = newValue }
  }

  /// That of the whole objective.
  public var gradientRounding: Double { base.gradientRounding }

  /// The objective, and its derivatives by what is not held.
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

  /// The scale of steps, 1 for what is held.
  public func curvature(at coefficients: [Double]) -> [Double] {
    var curvature = base.curvature(at: coefficients)
    for place in held { curvature[place] = 1 }
    return curvature
  }
}
