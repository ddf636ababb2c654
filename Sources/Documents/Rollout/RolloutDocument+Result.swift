import ScalingLaws
package import Statistics
package import Studies

extension RolloutDocument {
  /// The rollouts, made by `command`.
  package init(_ results: [RolloutResult], command: [String]?) {
    rollouts = results.map { Rollout($0, command: command) }
  }
}

extension RolloutDocument.Rollout {
  fileprivate init(_ result: RolloutResult, command: [String]?) {
    dataset = result.dataset
    law = result.law.name
    formula = result.law.formula
    objective = result.options.objective.description
    level = result.options.level
    lossUnit = result.lossUnit
    quantity = result.predicted.name
    runs = result.runCount
    var provenance = result.provenance
    provenance.command = command
    self.provenance = provenance
    cutoffs = result.cutoffs.map { RolloutDocument.Cutoff($0, of: result) }
    scores = RolloutDocument.Distance.all(of: result.forecasts, result)
    remarks = result.remarks
  }
}

extension RolloutDocument.Cutoff {
  fileprivate init(_ cutoff: RolloutCutoff, of result: RolloutResult) {
    quantile = cutoff.quantile
    compute = cutoff.compute
    runsBelow = cutoff.below
    runsBeyond = cutoff.above
    refused = Nullable(cutoff.refusal?.description)
    runsFitted = Nullable(cutoff.trial?.fit.dataset.used)
    if case .notConverged = cutoff.refusal {
      converged = Nullable(false)
    } else {
      converged = Nullable(cutoff.trial?.fit.certificate.converged)
    }
    coefficients = Nullable(cutoff.trial?.fit.coefficients)
    let forecasts = cutoff.trial?.forecasts ?? []
    scores = RolloutDocument.Distance.all(of: forecasts, result)
    self.forecasts = forecasts.map(RolloutDocument.Forecast.init)
    remarks = cutoff.trial?.fit.remarks.gravestFirst ?? []
  }
}

extension RolloutDocument.Distance {
  fileprivate static func all(of forecasts: [RolloutForecast], _ result: RolloutResult) -> [Self] {
    (DistanceBin.all.map(Optional.some) + [nil]).compactMap { bin in
      let scores = result.scores(of: forecasts, in: bin)
      guard !scores.isEmpty else { return nil }
      return Self(
        decadesFrom: Nullable(bin?.lower), decadesTo: Nullable(bin.flatMap { finite($0.upper) }),
        predictors: scores.map(RolloutDocument.Score.init))
    }
  }
}

extension RolloutDocument.Score {
  package init(_ score: RolloutScore) {
    predictor = score.predictor.rawValue
    forecasts = score.count
    meanError = Nullable(finite(score.meanError))
    medianAbsoluteError = Nullable(finite(score.medianAbsoluteError))
    largestAbsoluteError = Nullable(finite(score.largestAbsoluteError))
    hits = Nullable(score.hits)
    hitRate = Nullable(score.hitRate)
    medianIntervalWidth = Nullable(score.medianIntervalWidth.flatMap(finite))
  }
}

extension RolloutDocument.Forecast {
  fileprivate init(_ forecast: RolloutForecast) {
    row = forecast.row
    parameterCount = forecast.parameterCount
    tokenCount = forecast.tokenCount
    compute = forecast.compute
    decadesBeyond = forecast.decadesBeyond
    loss = forecast.loss
    predictions = Dictionary(
      uniqueKeysWithValues: forecast.predictions.map { ($0.rawValue, $1) })
  }
}

extension RolloutResult {
  /// What limits the fits of the cut-offs, each with its quantile, most severe first.
  package var remarks: [Remark] {
    .gathered(
      cutoffs.map { ("\($0.quantile)", $0.trial?.fit.remarks ?? []) },
      kind: ("quantile ", "quantiles "))
  }
}
