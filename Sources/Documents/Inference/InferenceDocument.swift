package struct InferenceDocument: Document {
  package static let identifier = "inference"
  package static let title = "The energy of serving a model"
  package static let writers = "`energy inference`"
  package static let summary = "What `echelle energy inference --format json` writes."

  package let hardware: String
  package let calibratedOn: String
  package let activeParameters: Double
  package let totalParameters: Double
  package let precision: String
  package let accelerators: Double
  package let batch: Double
  package let inputTokens: Double
  package let outputTokens: Double
  package let boundary: String
  package let evidence: String
  package let figures: Figures
  package let notes: [String]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case hardware, calibratedOn, activeParameters, totalParameters, precision, accelerators
    case batch, inputTokens, outputTokens, boundary, evidence, figures, notes
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .hardware: "The accelerator."
    case .calibratedOn: "The accelerator whose measurements the model was fitted to."
    case .activeParameters:
      Field("Parameters that a token uses.", .positive)
    case .totalParameters:
      Field("All parameters.", .positive)
    case .precision: "The format of the weights."
    case .accelerators:
      Field("Accelerators that serve one copy.", .positive)
    case .batch:
      Field("Requests decoded together.", .positive)
    case .inputTokens:
      Field("Tokens of a prompt.", .positive)
    case .outputTokens:
      Field("Tokens of an answer.", .positive)
    case .boundary: "What the energy counts."
    case .evidence: "How it was come by."
    case .figures:
      Field(
        "The figures; those of a year only where the queries are said, those of a "
          + "lifetime where the energy of training is said too.")
    case .notes: "What has to be borne in mind."
    }
  }
}

extension InferenceDocument {
  package struct Figures: Described {
    package static let summary =
      "The figures; those of a year only where the queries are said, those of a lifetime "
      + "where the energy of training is said too."

    package let acceleratorOutputToken: UnitEstimate
    package let outputToken: UnitEstimate
    package let inputToken: UnitEstimate
    package let query: UnitEstimate
    package let queryEmissions: UnitEstimate
    package let year: UnitEstimate?
    package let yearEmissions: UnitEstimate?
    package let daysToTraining: UnitEstimate?
    package let lifetimeShare: UnitEstimate?

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case acceleratorOutputToken = "accelerator_output_token"
      case outputToken = "output_token"
      case inputToken = "input_token"
      case query
      case queryEmissions = "query_emissions"
      case year
      case yearEmissions = "year_emissions"
      case daysToTraining = "days_to_training"
      case lifetimeShare = "lifetime_share"
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .acceleratorOutputToken: "J of the accelerators per output token."
      case .outputToken: "J of the facility per output token."
      case .inputToken: "J of the facility per input token."
      case .query: "Wh of the facility per query."
      case .queryEmissions: "gCO2e per query."
      case .year:
        Field("MWh a year, where the queries a day are said.", .onlyWith(["year_emissions"]))
      case .yearEmissions:
        Field("tCO2e a year.", .onlyWith(["year"]))
      case .daysToTraining:
        Field(
          "Days until serving has taken as much as training.",
          .onlyWith(["lifetime_share", "year"]))
      case .lifetimeShare:
        Field(
          "The share of serving in training and the years of use.", .onlyWith(["days_to_training"]))
      }
    }
  }
}
