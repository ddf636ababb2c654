package import ScalingLaws
package import Statistics
import Studies

package struct RolloutDocument: Document {
  package static let identifier = "rollout"
  package static let title = "Rollouts"
  package static let writers = "`backtest`"
  package static let summary = "What `echelle backtest --format json` writes."

  package let rollouts: [Rollout]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case rollouts
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .rollouts:
      Field("A rollout for each dataset or group.", .countAtLeast(1))
    }
  }
}

extension RolloutDocument {
  package struct Rollout: Described {
    package static let summary = "The rollout of one dataset or group."

    package let dataset: String
    package let law: String
    package let formula: String
    package let objective: String
    package let level: Double
    package let lossUnit: String
    package let quantity: String
    package let runs: Int
    package let provenance: Provenance
    package let cutoffs: [Cutoff]
    package let scores: [Distance]
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, law, formula, objective, level, lossUnit, quantity, runs, provenance, cutoffs
      case scores, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The name of the dataset."
      case .law: "The name of the law."
      case .formula: "The law."
      case .objective:
        Field(
          "The objective.",
          .matching(
            "^((level-)?huber:([0-9.e+-]+|auto)(:[0-9.e+-]+)?|(level-)?lad|log-squares|squares)$"))
      case .level:
        Field("The level of all intervals.", .positive, .below(1))
      case .lossUnit: "The unit of the loss."
      case .quantity:
        Field("The predicted quantity: loss, or the fitted column.", added: "loss")
      case .runs:
        Field("The number of runs.", .atLeast(1))
      case .provenance: "The software and settings that fitted the laws."
      case .cutoffs:
        Field("The cut-offs, by quantile.", .countAtLeast(1))
      case .scores:
        Field(
          "The scores over the forecasts of all cut-offs, by distance, then overall.",
          .countAtLeast(1))
      case .remarks:
        Field(
          "Caveats about the fits, with the quantiles of their cut-offs, most severe "
            + "first.", added: [])
      }
    }
  }
}

extension RolloutDocument {
  package struct Cutoff: Described {
    package static let summary =
      "A cut-off: the fit below it and the forecasts beyond it, or why it cannot be used."

    package let quantile: Double
    package let compute: Double
    package let runsBelow: Int
    package let runsBeyond: Int
    package let refused: Nullable<String>
    package let runsFitted: Nullable<Int>
    package let converged: Nullable<Bool>
    package let coefficients: Nullable<[String: Estimate]>
    package let scores: [Distance]
    package let forecasts: [Forecast]
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case quantile, compute, runsBelow, runsBeyond, refused, runsFitted, converged, coefficients
      case scores, forecasts, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .quantile:
        Field("The quantile of C.", .positive, .below(1))
      case .compute:
        Field("C of the largest run below it, in FLOP.", .positive)
      case .runsBelow:
        Field("The number of runs below it, before rules drop the highest rows.", .atLeast(1))
      case .runsBeyond:
        Field("The number of runs beyond it.", .nonNegative)
      case .refused: "Why it cannot be used; null where it can."
      case .runsFitted:
        Field("The number of runs that the law was fitted to; null where it was not.", .atLeast(1))
      case .converged: "Whether the fit converged; null where there is none."
      case .coefficients:
        Field(
          "The coefficients by symbol; null where the law was not fitted.",
          .defined("fit-2.schema.json#/properties/coefficients"))
      case .scores:
        Field("The scores by distance, then overall; none where the cut-off cannot be used.")
      case .forecasts: "Every run beyond the cut-off."
      case .remarks:
        Field(
          "Caveats about the fit, most severe first; empty where the cut-off cannot be "
            + "used.", added: [])
      }
    }
  }
}

extension RolloutDocument {
  package struct Distance: Described {
    package static let summary =
      "The scores in a range of distances beyond the cut-off, or overall."

    package let decadesFrom: Nullable<Double>
    package let decadesTo: Nullable<Double>
    package let predictors: [Score]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case decadesFrom, decadesTo, predictors
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .decadesFrom:
        Field(
          "The smallest log₁₀ of C divided by the cut-off's C, inclusive; null for all distances.",
          .nonNegative
        )
      case .decadesTo:
        Field("The largest, exclusive; null where there is no bound.", .positive)
      case .predictors:
        Field("One score per predictor.", .countAtLeast(1))
      }
    }
  }
}

extension RolloutDocument {
  package struct Score: Described {
    package static let summary = "The score of one predictor."
    package static let home: String? = "rollout-1"

    package let predictor: String
    package let forecasts: Int
    package let meanError: Nullable<Double>
    package let medianAbsoluteError: Nullable<Double>
    package let largestAbsoluteError: Nullable<Double>
    package let hits: Nullable<Int>
    package let medianIntervalWidth: Nullable<Double>
    package let hitRate: Nullable<Estimate>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case predictor, forecasts, meanError, medianAbsoluteError, largestAbsoluteError, hits
      case medianIntervalWidth, hitRate
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .predictor:
        Field(
          "The law, the ensemble of laws behind calibrated intervals, the power law of the loss in C "
            + "alone, or the lowest loss among the runs below the cut-off.",
          .cases(of: RolloutPredictor.self))
      case .forecasts:
        Field("The number of forecasts.", .atLeast(1))
      case .meanError: "The mean of log L̂ − log L; above 0 where L̂ is too high."
      case .medianAbsoluteError:
        Field("The median of |log L̂ − log L|.", .nonNegative)
      case .largestAbsoluteError:
        Field("The largest |log L̂ − log L|.", .nonNegative)
      case .hits:
        Field(
          "The number of losses inside their prediction intervals; null where there are none.",
          .nonNegative)
      case .medianIntervalWidth:
        Field(
          "The median width of the prediction intervals relative to L̂; null where there "
            + "are none.", .nonNegative)
      case .hitRate:
        Field(
          "The share of hits, with the Wilson interval for that many independent forecasts, "
            + "although forecasts of one fit are not independent; null without prediction intervals."
        )
      }
    }
  }
}

extension RolloutDocument {
  package struct Forecast: Described {
    package static let summary = "A run beyond the cut-off."

    package let row: Int
    package let parameterCount: Double
    package let tokenCount: Double
    package let compute: Double
    package let decadesBeyond: Double
    package let loss: Double
    package let predictions: [String: Estimate]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case row, parameterCount, tokenCount, compute, decadesBeyond, loss, predictions
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .row:
        Field("Its row number among the data rows of the file, from 1.", .atLeast(1))
      case .parameterCount:
        Field("N, in parameters.", .positive)
      case .tokenCount:
        Field("D, in tokens.", .positive)
      case .compute:
        Field("C, in FLOP.", .positive)
      case .decadesBeyond:
        Field("log₁₀ of C divided by the cut-off's C.", .positive)
      case .loss:
        Field("L, in lossUnit.", .positive)
      case .predictions:
        Field(
          "L̂ by predictor, with the prediction interval for a new run.", .countAtLeast(2),
          .keys(["law", "ensemble", "power-law-in-compute", "lowest-loss-so-far"]))
      }
    }
  }
}
