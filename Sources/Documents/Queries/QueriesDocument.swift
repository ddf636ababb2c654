import EnergyModel

package struct QueriesDocument: Document {
  package static let identifier = "queries"
  package static let title = "Published energy per query"
  package static let writers = "`energy queries`"
  package static let summary = "What `echelle energy queries --format json` writes."

  package let hardware: String
  package let queries: [Query]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case hardware, queries
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .hardware: "The accelerator of the estimates."
    case .queries: "One row per figure."
    }
  }
}

extension QueriesDocument {
  package struct Query: Described {
    package static let summary = "A published figure."

    package let name: String
    package let task: String
    package let year: Int
    package let energy: Double
    package let boundary: Nullable<String>
    package let basis: String
    package let estimate: UnitEstimate
    package let source: String
    package let evidence: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, task, year, energy, boundary, basis, estimate, source, evidence
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "The model or service."
      case .task: "The task of the query."
      case .year: "The year of the figure."
      case .energy:
        Field("The published energy of a query, in Wh.", .positive)
      case .boundary:
        Field("Its boundary; null where not stated.", .cases(of: EnergyBoundary.self))
      case .basis:
        Field(
          "Whether it was measured or estimated by its authors, or stated by the provider.",
          .cases(of: PublishedQuery.Basis.self))
      case .estimate:
        Field(
          "The modelled energy of the query, in Wh at the facility; null where the model's "
            + "size or the query's tokens are not stated.")
      case .source: "The source of the figure."
      case .evidence:
        Field(
          "How close the citation is to the original source.",
          .among(["primary", "secondary", "computed"]))
      }
    }
  }
}
