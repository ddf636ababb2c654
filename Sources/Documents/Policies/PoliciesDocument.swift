package import Statistics

package struct PoliciesDocument: Document {
  package static let identifier = "policies"
  package static let title = "Budget allocation rules"
  package static let writers = "`policies`"
  package static let summary = "What `echelle policies --format json` writes."

  package let comparisons: [Comparison]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case comparisons
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .comparisons: "A comparison for each fit and budget."
    }
  }
}

extension PoliciesDocument {
  package struct Comparison: Described {
    package static let summary = "The result of each rule."

    package let dataset: String
    package let law: String
    package let compute: Double
    package let quantity: String
    package let energy: UnitEstimate
    package let policies: [Policy]
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, law, compute, quantity, energy, policies, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The name of the dataset that the law was fitted to."
      case .law: "The name of the law."
      case .compute:
        Field("The budget C, in FLOP.", .positive)
      case .quantity:
        Field(
          "The predicted quantity of each rule: loss, or the fitted column.", added: "loss")
      case .energy: "The energy of the budget, in MWh."
      case .policies: "The fit's optimum, then the rules."
      case .remarks:
        Field("Caveats about the fit and the budget's plan, most severe first.", added: [])
      }
    }
  }
}

extension PoliciesDocument {
  package struct Policy: Described {
    package static let summary = "One rule."

    package let policy: String
    package let source: String
    package let parameterCount: Double
    package let tokenCount: Double
    package let loss: UnitEstimate
    package let wastedShare: UnitEstimate
    package let wastedEnergy: UnitEstimate

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case policy, source, parameterCount, tokenCount, loss, wastedShare, wastedEnergy
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .policy: "Its name."
      case .source: "Its source."
      case .parameterCount:
        Field("N, in parameters.", .positive)
      case .tokenCount:
        Field("D, in tokens.", .positive)
      case .loss: "The loss predicted by the fitted law."
      case .wastedShare:
        Field("The share of the compute that the optimum saves at the same loss.")
      case .wastedEnergy: "The energy of that share, in MWh."
      }
    }
  }
}
