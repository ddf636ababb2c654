package import Statistics

package struct PredictionsDocument: Document {
  package static let identifier = "predictions"
  package static let title = "Predicted losses"
  package static let writers = "`predict`"
  package static let summary = "What `echelle predict --format json` writes."

  package let predictions: [Prediction]
  package let ensembles: [EnsembleRecord]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case predictions, ensembles
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .predictions: "The predictions: those of the first fit, then those of the next."
    case .ensembles:
      Field("The ensembles behind calibrated losses, one for each fit that has one.", added: [])
    }
  }
}

extension PredictionsDocument {
  package struct Prediction: Described {
    package static let summary = "The loss of one model."

    package let dataset: String
    package let law: String
    package let parameterCount: Nullable<Double>
    package let tokenCount: Nullable<Double>
    package let compute: Nullable<Double>
    package let quantity: String
    package let loss: UnitEstimate
    package let newRun: UnitEstimate
    package let calibrated: Nullable<UnitEstimate>
    package let quantiles: [Quantile]
    package let columns: [Column]
    package let variables: [String: Double]
    package let decadesBeyondData: DecadesBeyondData
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, law, parameterCount, tokenCount, compute, quantity, loss, newRun, variables
      case calibrated, quantiles, columns, decadesBeyondData, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The name of the dataset that the law was fitted to."
      case .law: "The name of the law."
      case .parameterCount:
        Field("N, in parameters; null where the law does not depend on it.", .positive)
      case .tokenCount:
        Field("D, in tokens; null where the law does not depend on it.", .positive)
      case .compute:
        Field("C = k·N·D, in FLOP; null where the law does not depend on it.", .positive)
      case .quantity:
        Field(
          "The predicted quantity: loss, the fitted column, or a left side that "
            + "cannot be inverted.", added: "loss")
      case .loss:
        Field(
          "The quantity, L̂ for the loss, with the confidence interval of the law's "
            + "curve.")
      case .newRun:
        Field(
          "The expected loss of a single new run: its interval is the prediction "
            + "interval.")
      case .calibrated:
        Field(
          "The loss of a single new run by an ensemble of laws: its interval allows for laws that are only "
            + "nearly true; null where there is none.", added: .null)
      case .variables:
        Field(
          "The value of each variable by its symbol: N in parameters, D in tokens, C in "
            + "FLOP, columns in their own units.")
      case .quantiles:
        Field("The quantiles asked for, in the order of the request.", added: [])
      case .columns:
        Field(
          "The columns of a table of points that are not variables of the law, in their order.",
          added: [])
      case .decadesBeyondData:
        Field(
          "How far the model extrapolates beyond the runs, in decades: above 0 beyond the largest, "
            + "below 0 below the smallest, 0 within.")
      case .remarks:
        Field("Caveats about the fit and the prediction, most severe first.", added: [])
      }
    }
  }
}

extension PredictionsDocument {
  package struct Quantile: Described {
    package static let summary = "A quantile of the predictive distributions."

    package let probability: Double
    package let loss: Nullable<Double>
    package let newRun: Nullable<Double>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case probability, loss, newRun
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .probability:
        Field("The share of the distribution below it.", .above(0), .below(1))
      case .loss:
        Field(
          "Of the quantity on the law's curve, in the unit of loss; null where loss has no interval."
        )
      case .newRun:
        Field("Of a single new run, in the same unit; null where newRun has no interval.")
      }
    }
  }

  package struct Column: Described {
    package static let summary = "A cell that is carried from the table of points."

    package let header: String
    package let text: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case header, text
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .header: "The header of its column."
      case .text: "The text of the cell."
      }
    }
  }
}
