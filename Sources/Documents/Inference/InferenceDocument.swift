package struct InferenceDocument: Document {
  package static let identifier = "inference"
  package static let title = "The energy of serving a model"
  package static let writers = "`energy serve`"
  package static let summary = "What `echelle energy serve --format json` writes."

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
      Field("Parameters used per token.", .positive)
    case .totalParameters:
      Field("All parameters.", .positive)
    case .precision: "The format of the weights."
    case .accelerators:
      Field("Accelerators per model copy.", .positive)
    case .batch:
      Field("Requests decoded together.", .positive)
    case .inputTokens:
      Field("Tokens per prompt.", .positive)
    case .outputTokens:
      Field("Tokens per answer.", .positive)
    case .boundary: "The boundary of the energy."
    case .evidence: "How the energy was obtained."
    case .figures:
      Field(
        "The figures; annual ones only where the queries per day are given, those of a "
          + "lifetime only where the training energy is given too.")
    case .notes: "Caveats."
    }
  }
}

extension InferenceDocument {
  package struct Figures: Described {
    package static let summary =
      "The figures; annual ones only where the queries per day are given, those of a lifetime "
      + "only where the training energy is given too."

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
      case .acceleratorOutputToken: "J per output token, accelerators only."
      case .outputToken: "J per output token, whole facility."
      case .inputToken: "J per input token, whole facility."
      case .query: "Wh per query, whole facility."
      case .queryEmissions: "gCO2e per query."
      case .year:
        Field("MWh per year, where the queries per day are given.", .onlyWith(["year_emissions"]))
      case .yearEmissions:
        Field("tCO2e per year.", .onlyWith(["year"]))
      case .daysToTraining:
        Field(
          "Days until serving has used as much energy as training.",
          .onlyWith(["lifetime_share", "year"]))
      case .lifetimeShare:
        Field(
          "The share of serving in the energy of training and serving.",
          .onlyWith(["days_to_training"]))
      }
    }
  }
}
