import EnergyModel

package struct GridsDocument: Document {
  package static let identifier = "grids"
  package static let title = "Electricity grids"
  package static let writers = "`grids list`, `grids show`"
  package static let summary = "What `echelle grids --format json` writes."

  package let grids: [Grid]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case grids
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .grids: "The grids."
    }
  }
}

extension GridsDocument {
  package struct Grid: Described {
    package static let summary = "An electricity grid."

    package let name: String
    package let title: String
    package let gramsCO2ePerKilowattHour: Double
    package let year: Int
    package let source: String
    package let evidence: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, title, gramsCO2ePerKilowattHour, year, source, evidence
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "Its name, as --grid takes it: world, or an ISO 3166-1 alpha-3 code."
      case .title: "Its full name."
      case .gramsCO2ePerKilowattHour:
        Field(
          "The annual mean emissions of generation, in gCO2e/kWh.", .nonNegative)
      case .year:
        Field("The year of the mean.", .nonNegative)
      case .source: "The source of the figure."
      case .evidence:
        Field("How the source obtained it.", .cases(of: Source.Evidence.self))
      }
    }
  }
}
