package import Statistics

package struct FrontierDocument: Document {
  package static let identifier = "frontier"
  package static let title = "The lowest loss per energy budget"
  package static let writers = "`frontier`"
  package static let summary = "What `echelle frontier --format json` writes."

  package let frontiers: [Frontier]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case frontiers
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .frontiers: "A frontier for each fit."
    }
  }
}

extension FrontierDocument {
  package struct Frontier: Described {
    package static let summary = "Plans for log-spaced energies."

    package let dataset: String
    package let law: String
    package let plans: [PlansDocument.Plan]
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, law, plans, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The name of the dataset that the law was fitted to."
      case .law: "The name of the law."
      case .plans: "A plan for each energy."
      case .remarks:
        Field("Caveats about the fit, most severe first.", added: [])
      }
    }
  }
}
