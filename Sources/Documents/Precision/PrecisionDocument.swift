import EnergyModel
package import Statistics

package struct PrecisionDocument: Document {
  package static let identifier = "precision"
  package static let title = "A model in several precisions and at several sparsities"
  package static let writers = "`quantize`"
  package static let summary = "What `echelle quantize --format json` writes."

  package let dataset: String
  package let hardware: String
  package let parameterCount: Double
  package let tokenCount: Double
  package let quantity: String
  package let outcomes: [Outcome]
  package let served: [Served]
  package let sparsity: Nullable<Sparsity>
  package let trained: [Trained]
  package let sparse: [Sparse]
  package let remarks: [Remark]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case dataset, hardware, parameterCount, tokenCount, quantity, outcomes, served, sparsity
    case trained, sparse, remarks
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .dataset: "The name of the dataset that the law was fitted to."
    case .hardware: "The accelerator."
    case .parameterCount:
      Field("N.", .positive)
    case .tokenCount:
      Field("D.", .positive)
    case .quantity:
      Field("The predicted quantity: loss, or the fitted column.", added: "loss")
    case .outcomes: "One row per precision of the accelerator."
    case .served: "Models served in two precisions, as measured."
    case .sparsity: "Sparse models; null where none was requested."
    case .trained: "Models trained in two precisions, as measured."
    case .sparse: "Models in a dense and a sparse form, as measured."
    case .remarks:
      Field(
        "Caveats about the fit and the extrapolation beyond its runs, most severe "
          + "first.", added: [])
    }
  }
}

extension PrecisionDocument {
  package struct Outcome: Described {
    package static let summary = "A precision."

    package let precision: String
    package let effectiveShare: Double
    package let loss: UnitEstimate
    package let tokensForEqualLoss: UnitEstimate
    package let energy: UnitEstimate
    package let energyAtEqualLoss: UnitEstimate
    package let ratioAtEqualLoss: UnitEstimate
    package let rateGain: Nullable<AssumptionForm>
    package let servedToken: UnitEstimate

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case precision, effectiveShare, loss, tokensForEqualLoss, energy, energyAtEqualLoss
      case ratioAtEqualLoss, rateGain, servedToken
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .precision: "Its name."
      case .effectiveShare:
        Field("N_eff/N.", .positive)
      case .loss: "The loss on D tokens."
      case .tokensForEqualLoss: "The tokens that give the same loss as bf16 on D."
      case .energy: "The energy on D tokens, in MWh; null where the utilization is unknown."
      case .energyAtEqualLoss: "The energy of training to the loss of bf16 on D, in MWh."
      case .ratioAtEqualLoss: "That energy divided by the energy in bf16."
      case .rateGain:
        Field(
          "The assumed training speed-up over bf16; null where the tables do "
            + "not have it, and where the utilization was given.")
      case .servedToken:
        Field(
          "The energy per output token served with weights in the precision, in J; "
            + "null where no model was measured with such weights.")
      }
    }
  }
}

extension PrecisionDocument {
  package struct Served: Described {
    package static let summary = "A model."

    package let model: String
    package let precision: String
    package let accelerator: String
    package let pairs: Int
    package let medianRatio: Double
    package let least: Double
    package let greatest: Double

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case model, precision, accelerator, pairs, medianRatio, least, greatest
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .model: "Its name."
      case .precision: "The lower precision."
      case .accelerator: "The accelerator."
      case .pairs:
        Field("The number of pairs of configurations.", .atLeast(1))
      case .medianRatio:
        Field(
          "The median ratio of the energies per output token, the lower precision over "
            + "bf16.", .positive)
      case .least:
        Field("The smallest ratio.", .positive)
      case .greatest:
        Field("The largest ratio.", .positive)
      }
    }
  }
}

extension PrecisionDocument {
  package struct Sparsity: Described {
    package static let summary = "Sparse models."

    package let law: String
    package let zeros: String
    package let outcomes: [SparseOutcome]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case law, zeros, outcomes
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .law: "The sparsity law."
      case .zeros:
        Field("What the sparsity applies to.", .among(["weights", "experts"]))
      case .outcomes: "One row per requested sparsity."
      }
    }
  }
}

extension PrecisionDocument {
  package struct SparseOutcome: Described {
    package static let summary = "A sparsity."

    package let sparsity: Double
    package let effectiveShare: UnitEstimate
    package let loss: UnitEstimate
    package let energy: Split
    package let tokensForEqualLoss: UnitEstimate
    package let ratioByTokens: Split
    package let parametersForEqualLoss: UnitEstimate
    package let ratioBySize: Split
    package let servedToken: Split

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case sparsity, effectiveShare, loss, energy, tokensForEqualLoss, ratioByTokens
      case parametersForEqualLoss, ratioBySize, servedToken
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .sparsity:
        Field("The share of the parameters that is removed.", .positive, .below(1))
      case .effectiveShare: "N_eff/N, where N includes the zeros."
      case .loss: "The loss on D tokens."
      case .energy: "The energy on D tokens, in MWh."
      case .tokensForEqualLoss:
        Field(
          "The tokens that give the same loss as the dense model on D; null where none "
            + "suffice.")
      case .ratioByTokens: "That energy divided by the dense model's."
      case .parametersForEqualLoss:
        Field(
          "The parameters, including zeros, that give the same loss on D tokens as the "
            + "dense model.")
      case .ratioBySize: "That energy divided by the dense model's."
      case .servedToken:
        Field("The energy per output token of that model, in J.")
      }
    }
  }
}

extension PrecisionDocument {
  package struct Split: Described {
    package static let summary = "A figure, by the treatment of zeros."

    package let computed: UnitEstimate
    package let skipped: UnitEstimate

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case computed, skipped
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .computed:
        Field("Zeros are stored and computed like any other weight; null for experts.")
      case .skipped: "Zeros cost nothing: the most that sparsity can save."
      }
    }
  }
}

extension PrecisionDocument {
  package struct Trained: Described {
    package static let summary = "A model."

    package let model: String
    package let precision: String
    package let accelerator: String
    package let ratio: Double
    package let source: String
    package let evidence: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case model, precision, accelerator, ratio, source, evidence
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .model: "Its name."
      case .precision: "The lower precision."
      case .accelerator: "The accelerator."
      case .ratio:
        Field("The speed-up over bf16.", .positive)
      case .source: "The source of the rates."
      case .evidence:
        Field(
          "How close the citation is to the original source.",
          .cases(of: Source.Evidence.self))
      }
    }
  }
}

extension PrecisionDocument {
  package struct Sparse: Described {
    package static let summary = "A model."

    package let model: String
    package let pattern: String
    package let sparsity: Double
    package let measure: String
    package let dense: Double
    package let sparse: Double
    package let unit: String
    package let source: String
    package let evidence: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case model, pattern, sparsity, measure, dense, sparse, unit, source, evidence
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .model: "Its name."
      case .pattern: "Which weights are zero, such as 2:4."
      case .sparsity:
        Field("The share of the weights that are zero.", .positive, .below(1))
      case .measure:
        Field("Throughput, or a benchmark score.", .cases(of: MeasuredSparsity.Measure.self))
      case .dense:
        Field("The figure of the dense form.", .positive)
      case .sparse:
        Field("The figure of the sparse form.", .positive)
      case .unit: "The unit of both."
      case .source: "The source of the figures."
      case .evidence:
        Field(
          "How close the citation is to the original source.",
          .cases(of: Source.Evidence.self))
      }
    }
  }
}
