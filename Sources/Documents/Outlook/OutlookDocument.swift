package struct OutlookDocument: Document {
  package static let identifier = "outlook"
  package static let title = "An outlook on frontier training"
  package static let writers = "`outlook`"
  package static let summary = "What `echelle outlook --format json` writes."

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
    case .years: "A row for each year."
    case .growth: "Factors a year."
    case .shareThatTurns: "The share of the draws in which efficiency outgrows compute."
    case .observed: "Growth of power that was observed, by which the trends are checked."
    case .sectors: "The electricity of whole sectors."
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
      case .source: "Where it comes from."
      }
    }
  }
}

extension OutlookDocument {
  package struct Year: Described {
    package static let summary = "What a year is to bring."

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
      case .relativeEnergy: "The energy of a run over that of the base."
      case .relativeCompute: "C over that of the base."
      case .relativeEfficiency: "FLOP per joule over those of the base."
      }
    }
  }
}

extension OutlookDocument {
  package struct Growth: Described {
    package static let summary = "Factors a year."

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
      case .power: "Of the power of runs."
      case .energy: "Of the energy of a run."
      case .efficiency: "Of FLOP per joule, all parts together."
      case .compute: "Of C."
      case .efficiencyForConstantPower:
        Field("The growth of efficiency at which the power of runs would stay as it is.")
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
      case .name: "Of what."
      case .value: "A factor a year."
      case .lower: "The lower end."
      case .upper: "The upper end."
      case .source: "Where it comes from."
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
      case .scope: "Which sector."
      case .year: "The year."
      case .lower: "TWh, the lower end."
      case .upper: "TWh, the upper end."
      case .source: "Where it comes from."
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
      case .median: "A factor a year."
      case .source: "Where it comes from."
      case .evidence: "How close that is to where it was first given."
      }
    }
  }
}
