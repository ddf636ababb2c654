import EnergyModel
package import Statistics

package struct TrainingEnergyDocument: Document {
  package static let identifier = "training-energy"
  package static let title = "Energy of a training run"
  package static let writers = "`energy train`"
  package static let summary = "What `echelle energy train --format json` writes."

  package let hardware: String
  package let precision: String
  package let evidence: String
  package let level: Double
  package let figures: [Figure]
  package let varianceShares: [VarianceShare]
  package let assumptions: [AssumptionForm]
  package let notes: [String]
  package let remarks: [Remark]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case hardware, precision, evidence, level, figures, varianceShares, assumptions, notes
    case remarks
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .hardware: "The accelerator."
    case .precision: "The precision of the bulk of the arithmetic."
    case .evidence:
      Field("How the energy was obtained.", .cases(of: EnergyEvidence.self))
    case .level:
      Field("The level of the intervals.", .positive, .below(1))
    case .figures: "The figures, in the order of the calculation; energies by boundary."
    case .varianceShares:
      Field(
        "First-order Sobol indices of the log of the facility's energy, largest "
          + "first; empty where nothing is uncertain.")
    case .assumptions: "The assumptions, in the order of the calculation."
    case .notes: "Caveats about the figures."
    case .remarks:
      Field(
        "Caveats about the fitted law that gives the compute, and about the compute, most severe "
          + "first; empty without a law.", added: [])
    }
  }
}

extension TrainingEnergyDocument {
  package struct Figure: Described {
    package static let summary = "A figure."

    package let name: String
    package let value: UnitEstimate

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, value
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "Its name; for an energy, its boundary."
      case .value: "The figure with its unit."
      }
    }
  }
}

extension TrainingEnergyDocument {
  package struct VarianceShare: Described {
    package static let summary = "The contribution of one assumption to the uncertainty."

    package let quantity: String
    package let share: Double

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case quantity, share
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .quantity:
        Field("The assumption.", .cases(of: AssumedQuantity.self))
      case .share:
        Field("Its share of the variance.", .nonNegative, .atMost(1))
      }
    }
  }
}
