public import ScalingLaws

/// How IsoFLOP profiles are formed and fitted.
public struct IsoFLOPOptions: Sendable {
  /// The polynomial in log N whose minimum is a budget's optimum.
  public var curve = ProfileCurve.cubic
  /// How far the compute of a budget's runs may exceed the smallest, as a fraction.
  public var tolerance = 0.1
  /// The factor of N around a budget's best run within which runs are fitted; farther away, a
  /// polynomial is less accurate.
  public var window = Double.infinity
  /// The weighting of the optima in the power laws.
  public var weighting = AllocationLaw.Weighting.equal
  /// How the intervals are computed.
  public var resampling = ResamplingOptions()

  /// Cubics, budgets within 10 %, equal weights, and default resampling.
  public init() {}
}

/// A polynomial in log N, fitted to the losses of a budget.
public enum ProfileCurve: Int, Sendable, Codable, CaseIterable {
  /// Degree 2, as in Hoffmann et al. 2022.
  case parabola = 2
  /// Degree 3, which can be skewed.
  case cubic = 3

  /// `parabola` or `cubic`.
  public var name: String {
    switch self {
    case .parabola: "parabola"
    case .cubic: "cubic"
    }
  }

  /// The other one.
  public var other: ProfileCurve { self == .cubic ? .parabola : .cubic }

  /// The minimum number of model sizes: one more than its coefficients.
  var fewestSizes: Int { rawValue + 2 }
}
