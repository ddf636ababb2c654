internal import CKernels

/// The structure of a sum of power terms, and the points it is fitted to.
///
///     L̂ᵢ(θ) = Σₜ exp(θₜ₀ + Σⱼ θₜⱼ xₜⱼᵢ)
///
/// A term without factors is a constant. θ contains, term by term, the logarithm of the amplitude and
/// then one exponent per factor. The first terms may be raised to a power together, whose exponent is the
/// last of θ.
public struct PowerSum: Sendable {
  /// For each term, its factors: indices into ``columns``.
  public var terms: [[Int]]
  /// The factor columns x, m values each: usually centred logarithms.
  public var columns: [[Double]]
  /// The observed L, m positive values.
  public var observed: [Double]
  /// The weights w of the points, m non-negative values.
  public var weights: [Double]
  /// The power of the first terms; `nil` for a plain sum.
  public var power: Power?

  /// A power (Σₜ exp(zₜ))ᵏ of some of the terms.
  public struct Power: Sendable, Equatable {
    /// How many of the terms, the first ones, are raised to the power.
    public var termCount: Int
    /// Whether θ has log k, for a positive k, or k itself.
    public var isLogarithm: Bool

    /// A power of the first `termCount` terms.
    public init(termCount: Int, isLogarithm: Bool) {
      self.termCount = termCount
      self.isLogarithm = isLogarithm
    }
  }

  /// Makes the structure.
  ///
  /// - Precondition: The columns, the observations and the weights have the same length; there are at
  ///   most 8 terms and 24 coefficients, and as many terms as the power takes.
  public init(
    terms: [[Int]], columns: [[Double]], observed: [Double], weights: [Double],
    power: Power? = nil
  ) {
    self.terms = terms
    self.columns = columns
    self.observed = observed
    self.weights = weights
    self.power = power
    requireShape()
  }

  /// Traps if the parts are inconsistent, which the kernels do not check.
  func requireShape() {
    precondition(columns.allSatisfy { $0.count == observed.count }, "columns differ in length")
    precondition(weights.count == observed.count, "a weight is needed for every point")
    precondition(
      Self.canHold(factorCounts: terms.map(\.count), hasPower: power != nil),
      "too many terms or coefficients")
    precondition(
      power.map { 1...max(terms.count, 1) ~= $0.termCount } ?? true, "the power is of other terms")
  }

  /// Whether the kernels support a sum of terms with these numbers of factors.
  package static func canHold(factorCounts: [Int], hasPower: Bool = false) -> Bool {
    factorCounts.count <= POWER_SUM_MAX_TERMS
      && factorCounts.reduce(hasPower ? 1 : 0) { $0 + 1 + $1 } <= POWER_SUM_MAX_SLOTS
  }

  /// The number n of coefficients θ.
  public var coefficientCount: Int { terms.reduce(power == nil ? 0 : 1) { $0 + 1 + $1.count } }

  /// The number m of points.
  public var pointCount: Int { observed.count }
}

/// The space of the residuals of a fit.
public enum ResidualSpace: String, Sendable, Codable {
  /// rᵢ = log Lᵢ − log L̂ᵢ.
  case log
  /// rᵢ = Lᵢ − L̂ᵢ.
  case level
}
