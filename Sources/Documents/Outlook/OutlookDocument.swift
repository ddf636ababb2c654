package struct OutlookDocument: Document {
  package static let identifier = "outlook"
  package static let title = "An outlook for frontier training runs"
  package static let writers = "`energy outlook`"
  package static let summary = "What `echelle energy outlook --format json` writes."

  package let base: Base
  package let years: [Year]
  package let growth: Growth
  package let shareThatTurns: Double
  package let observed: [Observed]
  package let sectors: [Sector]
  package let assumptions: [Assumption]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case base, years, growth, shareThatTurns, observed, sectors, assumptions
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .base: "The run that the outlook starts from."
    case .years: "One row per year."
    case .growth: "Growth factors per year."
    case .shareThatTurns: "The share of draws in which efficiency outgrows compute."
    case .observed: "Observed growth of power, to check the trends."
    case .sectors: "Electricity use of whole sectors."
    case .assumptions: "The growth of each quantity."
    }
  }
}

extension OutlookDocument {
  package struct Base: Described {
    package static let summary = "The run that the outlook starts from."

    package let name: String
    package let year: Int
    package let power: Double
    package let source: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, year, power, source
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "The model."
      case .year: "The year."
      case .power: "MW."
      case .source: "Its source."
      }
    }
  }
}

extension OutlookDocument {
  package struct Year: Described {
    package static let summary = "The projection for one year."

    package let year: Int
    package let power: UnitEstimate
    package let relativeEnergy: UnitEstimate
    package let relativeCompute: UnitEstimate
    package let relativeEfficiency: UnitEstimate

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case year, power, relativeEnergy, relativeCompute, relativeEfficiency
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .year: "The year."
      case .power: "The power of a frontier run, in MW."
      case .relativeEnergy: "The energy of a run, relative to the base run."
      case .relativeCompute: "C, relative to the base run."
      case .relativeEfficiency: "FLOP per joule, relative to the base run."
      }
    }
  }
}

extension OutlookDocument {
  package struct Growth: Described {
    package static let summary = "Growth factors per year."

    package let power: UnitEstimate
    package let energy: UnitEstimate
    package let efficiency: UnitEstimate
    package let compute: UnitEstimate
    package let efficiencyForConstantPower: UnitEstimate

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case power, energy, efficiency, compute, efficiencyForConstantPower
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .power: "The growth of the power of a run."
      case .energy: "The growth of the energy of a run."
      case .efficiency: "The growth of FLOP per joule, all contributions together."
      case .compute: "The growth of C."
      case .efficiencyForConstantPower:
        Field("The growth of efficiency that would keep the power of runs constant.")
      }
    }
  }
}

extension OutlookDocument {
  package struct Observed: Described {
    package static let summary = "An observation."

    package let name: String
    package let value: Double
    package let lower: Double
    package let upper: Double
    package let source: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, value, lower, upper, source
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "The observed quantity."
      case .value: "A factor per year."
      case .lower: "The lower end."
      case .upper: "The upper end."
      case .source: "Its source."
      }
    }
  }
}

extension OutlookDocument {
  package struct Sector: Described {
    package static let summary = "A sector in a year."

    package let scope: String
    package let year: Int
    package let lower: Double
    package let upper: Double
    package let source: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case scope, year, lower, upper, source
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .scope: "The sector."
      case .year: "The year."
      case .lower: "The lower end, in TWh."
      case .upper: "The upper end, in TWh."
      case .source: "Its source."
      }
    }
  }
}

extension OutlookDocument {
  package struct Assumption: Described {
    package static let summary = "A quantity."

    package let quantity: String
    package let median: Double
    package let source: String
    package let evidence: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case quantity, median, source, evidence
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .quantity: "Its name."
      case .median: "A factor per year."
      case .source: "Its source."
      case .evidence: "How close the citation is to the original source."
      }
    }
  }
}
