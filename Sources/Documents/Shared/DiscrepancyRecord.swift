package import Inference

/// The figures of a discrepancy.
package struct DiscrepancyRecord: Described {
  package static let summary =
    "The figures of the discrepancy: beyond the runs a law is off by about τ·r^p in log L, where r is the "
    + "further drop in log L that it predicts."

  package let scale: Double
  package let power: Double
  package let degreesOfFreedom: Double
  package let skill: Double

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case scale, power, degreesOfFreedom, skill
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .scale: Field("τ.", .positive)
    case .power: Field("p.", .positive)
    case .degreesOfFreedom:
      Field("ν, the degrees of freedom of the errors' t distribution.", .positive)
    case .skill: Field("κ, by which laws are weighted for their log scores.", .nonNegative)
    }
  }
}

extension DiscrepancyRecord {
  /// The record of a discrepancy.
  package init(_ discrepancy: Discrepancy) {
    scale = discrepancy.scale
    power = discrepancy.power
    degreesOfFreedom = discrepancy.degreesOfFreedom
    skill = discrepancy.skill
  }
}
