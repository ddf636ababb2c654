import EnergyModel
import Planning
import ScalingLaws
import Statistics

/// A comparison of precisions and sparsities as JSON.
struct PrecisionDocument: Encodable {
  let schema = "echelle.precision/1"
  let dataset: String
  let hardware: String
  let parameterCount: Double
  let tokenCount: Double
  /// What the losses are of.
  let quantity: String
  let outcomes: [Outcome]
  let sparsity: Nullable<Sparsity>
  let served: [Served]
  let trained: [Trained]
  let sparse: [Sparse]
  let remarks: [Remark]

  /// What comes of a precision.
  struct Outcome: Encodable {
    let precision: String
    let effectiveShare: Double
    let loss: UnitEstimate
    let tokensForEqualLoss: UnitEstimate
    let energy: UnitEstimate
    let energyAtEqualLoss: UnitEstimate
    let ratioAtEqualLoss: UnitEstimate
    let rateGain: Nullable<PlanDocument.AssumptionForm>
    let servedToken: UnitEstimate

    /// The figures in the order in which they are reported.
    var figures: [(String, UnitEstimate)] {
      [
        ("loss", loss), ("tokens_for_equal_loss", tokensForEqualLoss), ("energy", energy),
        ("energy_at_equal_loss", energyAtEqualLoss), ("ratio_at_equal_loss", ratioAtEqualLoss),
        ("served_token", servedToken),
      ]
    }
  }

  /// A comparison of sparsities.
  struct Sparsity: Encodable {
    let law: String
    let zeros: String
    let outcomes: [SparseOutcome]
  }

  /// What comes of a sparsity.
  struct SparseOutcome: Encodable {
    let sparsity: Double
    let effectiveShare: UnitEstimate
    let loss: UnitEstimate
    let energy: Split
    let tokensForEqualLoss: UnitEstimate
    let ratioByTokens: Split
    let parametersForEqualLoss: UnitEstimate
    let ratioBySize: Split
    let servedToken: Split

    /// The figures in the order in which they are reported.
    var figures: [(String, UnitEstimate)] {
      func both(_ name: String, _ split: Split) -> [(String, UnitEstimate)] {
        [("\(name)_zeros_computed", split.computed), ("\(name)_zeros_skipped", split.skipped)]
      }
      return [("effective_share", effectiveShare), ("loss", loss)] + both("energy", energy)
        + [("tokens_for_equal_loss", tokensForEqualLoss)]
        + both("ratio_by_tokens", ratioByTokens)
        + [("parameters_for_equal_loss", parametersForEqualLoss)]
        + both("ratio_by_size", ratioBySize) + both("served_token", servedToken)
    }
  }

  /// A figure by what is done with zeros.
  struct Split: Encodable {
    let computed: UnitEstimate
    let skipped: UnitEstimate

    init(_ energy: SparsityComparison.Energy, unit: String) {
      computed = UnitEstimate(estimate: energy.computed, unit: unit)
      skipped = UnitEstimate(estimate: energy.skipped, unit: unit)
    }
  }

  /// A model served in two precisions.
  struct Served: Encodable {
    let model: String
    let precision: String
    let accelerator: String
    let pairs: Int
    let medianRatio: Double
    let least: Double
    let greatest: Double
  }

  /// A model trained in two precisions.
  struct Trained: Encodable {
    let model: String
    let precision: String
    let accelerator: String
    let ratio: Double
    let source: String
    let evidence: String
  }

  /// A model in a dense and a sparse form.
  struct Sparse: Encodable {
    let model: String
    let pattern: String
    let sparsity: Double
    let measure: String
    let dense: Double
    let sparse: Double
    let unit: String
    let source: String
    let evidence: String
  }

  init(
    _ comparison: PrecisionComparison, sparsity: SparsityComparison?, fit: FittedLaw,
    measured: MeasuredCases
  ) {
    func figure(_ estimate: Estimate, _ unit: String) -> UnitEstimate {
      UnitEstimate(estimate: estimate, unit: unit)
    }
    dataset = fit.dataset.name
    quantity = fit.predicted.name
    hardware = comparison.hardware.name
    parameterCount = comparison.parameterCount
    tokenCount = comparison.tokenCount
    outcomes = comparison.outcomes.map {
      Outcome(
        precision: $0.precision.rawValue, effectiveShare: $0.effectiveShare,
        loss: figure($0.loss, fit.predicted.unit),
        tokensForEqualLoss: figure($0.tokensForEqualLoss, "tokens"),
        energy: figure($0.energy, "MWh"),
        energyAtEqualLoss: figure($0.energyAtEqualLoss, "MWh"),
        ratioAtEqualLoss: figure($0.ratioAtEqualLoss, "1"),
        rateGain: Nullable(
          $0.rateGain.map { PlanDocument.AssumptionForm($0, level: fit.bootstrap.level) }),
        servedToken: figure($0.servedToken, "J"))
    }
    self.sparsity = Nullable(
      sparsity.map {
        Sparsity(
          law: $0.law, zeros: $0.zeros == .weights ? "weights" : "experts",
          outcomes: $0.outcomes.map {
            SparseOutcome(
              sparsity: $0.sparsity, effectiveShare: figure($0.effectiveShare, "1"),
              loss: figure($0.loss, fit.predicted.unit),
              energy: Split($0.energy, unit: "MWh"),
              tokensForEqualLoss: figure($0.tokensForEqualLoss, "tokens"),
              ratioByTokens: Split($0.ratioByTokens, unit: "1"),
              parametersForEqualLoss: figure($0.parametersForEqualLoss, "parameters"),
              ratioBySize: Split($0.ratioBySize, unit: "1"),
              servedToken: Split($0.servedToken, unit: "J"))
          })
      })
    served = measured.served.map {
      Served(
        model: $0.model, precision: $0.precision.rawValue, accelerator: $0.accelerator,
        pairs: $0.count, medianRatio: $0.medianRatio, least: $0.range.lowerBound,
        greatest: $0.range.upperBound)
    }
    trained = measured.trained.map {
      Trained(
        model: $0.model, precision: $0.precision.rawValue, accelerator: $0.accelerator,
        ratio: $0.ratio, source: $0.source.citation, evidence: $0.source.evidence.rawValue)
    }
    sparse = measured.sparse.map {
      Sparse(
        model: $0.model, pattern: $0.pattern, sparsity: $0.sparsity,
        measure: $0.measure.rawValue, dense: $0.dense, sparse: $0.sparse, unit: $0.unit,
        source: $0.source.citation, evidence: $0.source.evidence.rawValue)
    }
    remarks = comparison.remarks(of: fit)
  }
}

extension PrecisionComparison {
  /// What limits the fit, and how far the model lies beyond its runs.
  func remarks(of fit: FittedLaw) -> [Remark] {
    let distance = RunDistance(
      parameterCount: parameterCount, tokenCount: tokenCount,
      compute: fit.dataset.flopPerParameterToken * parameterCount * tokenCount, of: fit.dataset)
    return (fit.remarks + [distance.remark].compactMap { $0 }).gravestFirst
  }
}
