internal import CKernels

/// The structure of a sum of power terms, and the points it is fitted to.
///
///     L̂ᵢ(θ) = Σₜ exp(θₜ₀ + Σⱼ θₜⱼ xₜⱼᵢ)
///
/// A term without factors is a constant. θ holds, term after term, the logarithm of the amplitude and
/// then one exponent a factor.
public struct PowerSum: Sendable {
  /// For each term, its factors: indices into ``columns``.
  public var terms: [[Int]]
  /// The factor columns x, m values each: usually centred logarithms.
  public var columns: [[Double]]
  /// The observed L, m positive values.
  public var observed: [Double]
  /// The weights w of the points, m values that are not negative.
  public var weights: [Double]

  /// Makes the structure.
  ///
  /// - Precondition: The columns, the observations and the weights have the same length; there are at
  ///   most 8 terms and 24 coefficients.
  public init(terms: [[Int]], columns: [[Double]], observed: [Double], weights: [Double]) {
    self.terms = terms
    self.columns = columns
    self.observed = observed
    self.weights = weights
    requireShape()
  }

  /// Stops where the parts do not fit together, which the kernels would not notice.
  func requireShape() {
    precondition(columns.allSatisfy { $0.count == observed.count }, "columns differ in length")
    precondition(weights.count == observed.count, "a weight is needed for every point")
    precondition(
      Self.canHold(factorCounts: terms.map(\.count)),
      "too many terms or coefficients")
  }

  /// Whether the kernels take a sum of terms with so many factors each.
  package static func canHold(factorCounts: [Int]) -> Bool {
    factorCounts.count <= POWER_SUM_MAX_TERMS
      && factorCounts.reduce(0) { $0 + 1 + $1 } <= POWER_SUM_MAX_SLOTS
  }

  /// The number n of coefficients θ.
  public var coefficientCount: Int { terms.reduce(0) { $0 + 1 + $1.count } }

  /// The number m of points.
  public var pointCount: Int { observed.count }
}

/// The space in which the residuals of a fit are taken.
public enum ResidualSpace: String, Sendable, Codable {
  /// rᵢ = log Lᵢ − log L̂ᵢ.
  case log
  /// rᵢ = Lᵢ − L̂ᵢ.
  case level
}
