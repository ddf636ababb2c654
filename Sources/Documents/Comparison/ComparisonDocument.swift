package import ScalingLaws
package import Statistics

package struct ComparisonDocument: Document {
  package static let identifier = "comparison"
  package static let title = "Comparisons of laws"
  package static let writers = "`compare`"
  package static let summary = "What `echelle compare --format json` writes."

  package let comparisons: [Comparison]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case comparisons
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .comparisons:
      Field("A comparison for each dataset or group.", .countAtLeast(1))
    }
  }
}

extension ComparisonDocument {
  package struct Comparison: Described {
    package static let summary = "The comparison on one dataset or group."

    package let dataset: String
    package let runs: Int
    package let quantity: String
    package let likelihood: String
    package let objective: String
    package let level: Double
    package let replicates: Int
    package let rolloutQuantile: Double
    package let laws: [Law]
    package let notRanked: [Unranked]
    package let said: [String]
    package let notSaid: [String]
    package let provenance: Provenance
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, runs, quantity, likelihood, objective, level, replicates, rolloutQuantile, laws
      case notRanked, said, notSaid, provenance, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The name of the dataset."
      case .runs:
        Field("n, the number of runs, the same for every law.", .atLeast(4))
      case .quantity: "The quantity whose residuals are minimised."
      case .likelihood:
        Field("The distribution of the residuals.", .among(["laplace"]))
      case .objective:
        Field(
          "The objective: least absolute deviations, which maximise the likelihood.",
          .among(["lad"]))
      case .level:
        Field("The level of all intervals.", .positive, .below(1))
      case .replicates:
        Field("The number of bootstrap replicates of the differences.", .nonNegative)
      case .rolloutQuantile:
        Field("The quantile of C that is the cut-off of the rollouts.", .positive, .below(1))
      case .laws:
        Field("The ranked laws, by increasing AICc.", .countAtLeast(1))
      case .notRanked:
        Field(
          "The unranked laws, in input order; empty "
            + "if all are ranked.", added: [])
      case .said:
        Field("Conclusions about the laws, one sentence each.", .countAtLeast(1))
      case .notSaid:
        Field("What not to conclude, one sentence each.", .countAtLeast(1))
      case .provenance: "The software and settings that fitted the laws."
      case .remarks:
        Field(
          "Caveats about the fits, with the names of their laws, most severe first.", added: [])
      }
    }
  }
}

extension ComparisonDocument {
  package struct Law: Described {
    package static let summary = "A law among the others."

    package let law: String
    package let formula: String
    package let coefficients: [String: Double]
    package let certificate: FitCertificate
    package let scale: Double
    package let parameters: Int
    package let logLikelihood: Double
    package let aic: Double
    package let aicc: Double
    package let bic: Double
    package let aiccDifference: Double
    package let weight: Double
    package let differencePerRun: Estimate
    package let rollout: Nullable<RolloutDocument.Score>
    package let rolloutRefused: Nullable<String>
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case law, formula, coefficients, certificate, scale, parameters, logLikelihood, aic, aicc
      case bic, aiccDifference, weight, differencePerRun, rollout, rolloutRefused, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .law: "The name of the law; the formula where it has none."
      case .formula: "The law."
      case .coefficients:
        Field(
          "The coefficients by symbol.", .countAtLeast(1), .keysMatching("^[A-Za-z][A-Za-z0-9_]*$"))
      case .certificate: "Evidence that the fit is the lowest minimum found."
      case .scale:
        Field(
          "The scale σ of the Laplace distribution, which is the mean absolute residual.", .positive
        )
      case .parameters:
        Field("k: the coefficients and the scale.", .atLeast(2))
      case .logLikelihood: "ℓ, the sum over the runs of the logarithm of the density."
      case .aic: "2k − 2ℓ."
      case .aicc: "AIC + 2k(k + 1)/(n − k − 1) for n runs."
      case .bic: "k log n − 2ℓ."
      case .aiccDifference:
        Field("AICc minus the lowest AICc.", .nonNegative)
      case .weight:
        Field("The Akaike weight among the laws, by AICc.", .nonNegative, .atMost(1))
      case .differencePerRun:
        Field(
          "The mean log density per run minus that of the first law; the "
            + "interval resamples the runs with the coefficients fixed.")
      case .rollout:
        Field(
          "The errors beyond the cut-off of a fit to the runs below it; null where there "
            + "is none.")
      case .rolloutRefused: "Why there is no rollout; null where there is one."
      case .remarks:
        Field("Caveats about the fit, most severe first.", added: [])
      }
    }
  }
}

extension ComparisonDocument {
  package struct Unranked: Described {
    package static let summary =
      "A law whose likelihood has no maximum, or did not reach it; it has no "
      + "criteria and no weight."

    package let law: String
    package let formula: String
    package let reason: String
    package let coefficients: Nullable<[String: Double]>
    package let certificate: Nullable<FitCertificate>
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case law, formula, reason, coefficients, certificate, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .law: "The name of the law; the formula where it has none."
      case .formula: "The law."
      case .reason:
        Field(
          "Why it is not ranked: its fit did not converge, the runs do not determine it, "
            + "or it fits every run exactly.", .notEmpty)
      case .coefficients:
        Field("The final coefficients of the fit, by symbol; null where there is no fit.")
      case .certificate: "Evidence about the fit; null where there is none."
      case .remarks: "Caveats about the fit, most severe first; empty if there is no fit."
      }
    }
  }
}
