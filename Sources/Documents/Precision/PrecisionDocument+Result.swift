import EnergyModel
package import Planning
package import ScalingLaws
package import Statistics

extension PrecisionDocument {
  /// Comparisons of precisions and, where there is one, of sparsities, by the law of `fit`, and what was
  /// measured.
  package init(
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
          $0.rateGain.map { AssumptionForm($0, level: fit.bootstrap.level) }),
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

extension PrecisionDocument.Split {
  fileprivate init(_ energy: SparsityComparison.Energy, unit: String) {
    computed = UnitEstimate(estimate: energy.computed, unit: unit)
    skipped = UnitEstimate(estimate: energy.skipped, unit: unit)
  }
}

extension PrecisionComparison {
  /// What limits the fit, and how far the model lies beyond its runs.
  package func remarks(of fit: FittedLaw) -> [Remark] {
    let distance = RunDistance(
      parameterCount: parameterCount, tokenCount: tokenCount,
      compute: fit.dataset.flopPerParameterToken * parameterCount * tokenCount, of: fit.dataset)
    return (fit.remarks + [distance.remark].compactMap { $0 }).gravestFirst
  }
}
