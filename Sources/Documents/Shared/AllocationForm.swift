import ScalingLaws
package import Studies

/// A power law N* ∝ C^a, D* ∝ C^b, as the documents of the approaches have it.
package struct AllocationForm: Described {
  package static let summary =
    "The compute-optimal model as power laws in compute: N* = N₀ (C/C₀)^a and D* = D₀ (C/C₀)^b."

  package let method: String
  package let weighting: String
  package let points: Int
  package let referenceCompute: Double
  package let a: UnitEstimate
  package let b: UnitEstimate
  package let parametersAtReference: UnitEstimate
  package let tokensAtReference: UnitEstimate

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case method, weighting, points, referenceCompute, a, b, parametersAtReference
    case tokensAtReference
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .method: "The source of the points: cubic, parabola, envelope, or given optima."
    case .weighting:
      Field(
        "The weights of the points: equal, or the inverse variance of log N*.",
        .cases(of: AllocationLaw.Weighting.self))
    case .points: Field("The number of fitted points.", .nonNegative)
    case .referenceCompute:
      Field("C₀, the geometric mean of the points' compute, in FLOP.", .positive)
    case .a: "The exponent of N*."
    case .b: "The exponent of D*."
    case .parametersAtReference: "N₀, the optimal parameters at C₀."
    case .tokensAtReference: "D₀, the optimal tokens at C₀."
    }
  }
}

extension AllocationForm {
  /// A law whose points were found by `method`.
  package init(_ law: AllocationLaw, method: String) {
    self.method = method
    weighting = law.weighting.rawValue
    points = law.pointCount
    referenceCompute = law.referenceCompute
    a = UnitEstimate(estimate: law.parameterExponent, unit: "1")
    b = UnitEstimate(estimate: law.tokenExponent, unit: "1")
    parametersAtReference = UnitEstimate(estimate: law.parameterCount, unit: "parameters")
    tokensAtReference = UnitEstimate(estimate: law.tokenCount, unit: "tokens")
  }

  /// The figures in tidy form.
  package var figures: [(quantity: String, estimate: UnitEstimate)] {
    [
      ("a", a), ("b", b), ("parameters_at_reference", parametersAtReference),
      ("tokens_at_reference", tokensAtReference),
    ]
  }
}
