import ScalingLaws
package import Studies

extension IsoFLOPDocument {
  /// IsoFLOP profiles and the power laws through their optima.
  package init(_ fits: [IsoFLOPFit], provenance: MethodProvenance) {
    self.fits = fits.map(Fit.init)
    self.provenance = provenance
  }
}

extension IsoFLOPDocument.Fit {
  fileprivate init(_ fit: IsoFLOPFit) {
    dataset = fit.dataset
    curve = fit.curve.name
    tolerance = fit.tolerance
    window = Nullable(fit.window)
    tokenSource = fit.tokenSource.rawValue
    largestTokenDeviation = fit.largestTokenDeviation
    weighted = fit.isWeighted
    weighting = fit.weighting.rawValue
    resampling = fit.resampling
    redrawsDrops = fit.redrawsDrops
    refusal = Nullable(fit.refusal)
    replicatesWithFewerBudgets = fit.replicatesWithFewerBudgets
    budgets = fit.profiles.map { .init($0, lossUnit: fit.dataset.lossUnit) }
    laws = [fit.curve, fit.curve.other].flatMap { curve in
      (fit.laws[curve] ?? []).map { AllocationForm($0, method: curve.name) }
    }
    parabolaAgainstCubic = Nullable(
      fit.curveDifference.map {
        IsoFLOPDocument.Difference(
          budgets: $0.budgetCount, exponent: UnitEstimate(estimate: $0.exponent, unit: "1"),
          parameterRatio: UnitEstimate(estimate: $0.parameterRatio, unit: "1"))
      })
  }
}

extension IsoFLOPDocument.Budget {
  fileprivate init(_ profile: IsoFLOPProfile, lossUnit: String) {
    compute = profile.compute
    computeSpan = profile.computeSpan
    runs = profile.runCount
    sizes = profile.sizeCount
    parameterSpan = profile.parameterSpan
    cubic = .init(profile.outcomes[.cubic], lossUnit: lossUnit)
    parabola = .init(profile.outcomes[.parabola], lossUnit: lossUnit)
  }
}

extension IsoFLOPDocument.Outcome {
  fileprivate init(_ outcome: IsoFLOPOutcome?, lossUnit: String) {
    let optimum = outcome?.optimum
    parameters = Nullable(
      optimum.map { UnitEstimate(estimate: $0.parameterCount, unit: "parameters") })
    tokens = Nullable(optimum.map { UnitEstimate(estimate: $0.tokenCount, unit: "tokens") })
    loss = Nullable(optimum.map { UnitEstimate(estimate: $0.loss, unit: lossUnit) })
    standardErrorOfLogParameters = Nullable(optimum?.logStandardError)
    refusal = Nullable(outcome?.refusal?.description)
  }
}
