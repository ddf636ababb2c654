package import ScalingLaws
package import Statistics
import Studies
import TrainingRuns

package struct MultiverseDocument: Document {
  package static let identifier = "multiverse"
  package static let title = "Multiverses"
  package static let writers = "`sensitivity`"
  package static let summary = "What `echelle sensitivity --format json` writes."

  package let multiverses: [Multiverse]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case multiverses
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .multiverses:
      Field("A multiverse for each dataset or group.", .countAtLeast(1))
    }
  }
}

extension MultiverseDocument {
  package struct Multiverse: Described {
    package static let summary = "The multiverse of one dataset or group."

    package let dataset: String
    package let law: String
    package let formula: String
    package let lossUnit: String
    package let compute: Double
    package let computeIsGiven: Bool
    package let flopPerParameterToken: Double
    package let fits: Int
    package let reference: Reference
    package let universes: [Universe]
    package let spreads: [Spread]
    package let warnings: [String]
    package let notes: [String]
    package let provenance: Provenance
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, law, formula, lossUnit, compute, computeIsGiven, flopPerParameterToken, fits
      case reference, universes, spreads, warnings, notes, provenance, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The name of the dataset."
      case .law: "The name of the law."
      case .formula: "The law."
      case .lossUnit: "The unit of the loss."
      case .compute:
        Field("The budget, in FLOP.", .positive)
      case .computeIsGiven:
        Field("Whether the budget was given; otherwise it is ten times the C of the largest run.")
      case .flopPerParameterToken:
        Field("k in C = k·N·D.", .positive)
      case .fits:
        Field("The number of fits made.", .atLeast(1))
      case .reference: "The reference fit, with whose interval the analyses are compared."
      case .universes:
        Field(
          "The analyses, by definition of N, then objective, then outlier treatment.",
          .countAtLeast(1))
      case .spreads:
        Field("The spread of each figure.", .countAtLeast(4), .countAtMost(4))
      case .warnings:
        Field("Figures that move beyond the reference's interval, one sentence each.")
      case .notes: "Analyses that could not be tried, one sentence each."
      case .provenance: "The software and settings of the reference fit."
      case .remarks:
        Field("Caveats about the reference fit, most severe first.", added: [])
      }
    }
  }
}

extension MultiverseDocument {
  package struct Reference: Described {
    package static let summary =
      "The fit with whose interval the analyses are compared: the user's objective, with the "
      + "dataset's treatment of outliers."

    package let objective: ObjectiveSummary
    package let runs: Int
    package let coefficients: [String: Estimate]
    package let certificate: FitCertificate
    package let bootstrap: BootstrapSummary

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case objective, runs, coefficients, certificate, bootstrap
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .objective: "The objective."
      case .runs:
        Field("The number of runs fitted.", .atLeast(1))
      case .coefficients:
        Field("The coefficients by symbol.", .defined("fit-2.schema.json#/properties/coefficients"))
      case .certificate: "Evidence that it is the minimum."
      case .bootstrap: "How the intervals were computed."
      }
    }
  }
}

extension MultiverseDocument {
  package struct Universe: Described {
    package static let summary = "One analysis and its result."

    package let number: Int
    package let objective: String
    package let outliers: String
    package let parameters: Nullable<String>
    package let parametersColumn: Nullable<String>
    package let runs: Int
    package let sameAs: Nullable<Int>
    package let isReference: Bool
    package let failure: Nullable<String>
    package let converged: Nullable<Bool>
    package let coefficients: Nullable<[Double]>
    package let a: Nullable<Double>
    package let parameterCount: Nullable<Double>
    package let tokenCount: Nullable<Double>
    package let tokensPerParameter: Nullable<Double>
    package let loss: Nullable<Double>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case number, objective, outliers, parameters, parametersColumn, runs, sameAs, isReference
      case failure, converged, coefficients, a, parameterCount, tokenCount, tokensPerParameter
      case loss
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .number:
        Field("Its number, from 1.", .atLeast(1))
      case .objective:
        Field(
          "The objective.",
          .matching(
            "^((level-)?huber:([0-9.e+-]+|auto)(:[0-9.e+-]+)?|(level-)?lad|log-squares|squares)$"))
      case .outliers:
        Field(
          "Which runs were excluded: none, those that the dataset and the user drop, the "
            + "five with the highest loss, or those with |log L − log L̂| above five median absolute "
            + "deviations in the fit to all.", .cases(of: OutlierTreatment.self))
      case .parameters:
        Field(
          "Which parameters N counts; null where unknown.",
          .cases(of: DatasetDescriptor.ParameterCounting.self))
      case .parametersColumn: "The column of N; null where N was computed."
      case .runs:
        Field("The number of runs fitted.", .nonNegative)
      case .sameAs:
        Field(
          "The number of the analysis with the same runs, N and objective, which was "
            + "fitted instead; null where this one was fitted.", .atLeast(1))
      case .isReference: "Whether it makes the choices of the reference."
      case .failure: "Why the law could not be fitted; null where it was."
      case .converged: "Whether the fit converged; null where there is none."
      case .coefficients:
        Field("The coefficients, in the order of the law; null where there is no fit.")
      case .a: "The exponent of N* in C; null where there is no optimum."
      case .parameterCount:
        Field("N* at the budget, in parameters; null where there is no optimum.", .positive)
      case .tokenCount:
        Field("D* at the budget, in tokens; null where there is no optimum.", .positive)
      case .tokensPerParameter:
        Field("D*/N* at the budget; null where there is no optimum.", .positive)
      case .loss: "L at the budget, in lossUnit; null where there is no optimum."
      }
    }
  }
}

extension MultiverseDocument {
  package struct Spread: Described {
    package static let summary = "The spread of a figure over the analyses."

    package let figure: String
    package let reference: UnitEstimate
    package let lower: Nullable<Double>
    package let upper: Nullable<Double>
    package let fits: Int
    package let outsideInterval: Nullable<Int>
    package let exceedsInterval: Bool

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case figure, reference, lower, upper, fits, outsideInterval, exceedsInterval
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .figure:
        Field("The figure.", .cases(of: MultiverseFigure.self))
      case .reference: "The figure from the reference fit, with its interval."
      case .lower: "The minimum over the analyses."
      case .upper: "The maximum over the analyses."
      case .fits:
        Field("The number of distinct fits with the figure.", .nonNegative)
      case .outsideInterval:
        Field(
          "How many of them lie outside the reference's interval; null where that has "
            + "none.", .nonNegative)
      case .exceedsInterval: "Whether any does."
      }
    }
  }
}
