package import EnergyModel

/// A quantity that a figure of energy rests on, as documents carry it.
package struct AssumptionForm: Described {
  package static let summary = "An assumed quantity."

  package let quantity: String
  package let appliesTo: String
  package let median: Nullable<Double>
  package let lower: Nullable<Double>
  package let upper: Nullable<Double>
  package let level: Double
  package let unit: String
  package let source: String
  package let evidence: String

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case quantity, appliesTo, median, lower, upper, level, unit, source, evidence
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .quantity:
      Field("Which quantity.", .cases(of: AssumedQuantity.self))
    case .appliesTo:
      Field(
        "The accelerator, family, operator or grid it applies to; default for any."
      )
    case .median: "The median, in the unit; null where it has no bound."
    case .lower:
      Field(
        "The lower end of the central range at the level, in the unit; null where it has no bound.")
    case .upper: "The upper end, in the unit; null where it has no bound."
    case .level: Field("The probability of the range.", .positive, .below(1))
    case .unit: "The unit; 1 for a pure number."
    case .source: "The source of the figure."
    case .evidence:
      Field(
        "How the source obtained the figure: first-hand, second-hand, derived, "
          + "or given by the user.", .cases(of: Source.Evidence.self))
    }
  }
}

extension AssumptionForm {
  /// An assumption with its central range at `level`.
  package init(_ assumption: Assumption, level: Double) {
    quantity = assumption.quantity.rawValue
    appliesTo = assumption.subject
    // A compute that is out of reach in most draws of a law is infinite.
    median = Nullable(finite(assumption.median))
    let ends = [(1 - level) / 2, (1 + level) / 2].map(assumption.quantile)
    lower = Nullable(finite(ends[0]))
    upper = Nullable(finite(ends[1]))
    self.level = level
    unit = assumption.quantity.unit
    source = assumption.source.citation
    evidence = assumption.source.evidence.rawValue
  }
}
