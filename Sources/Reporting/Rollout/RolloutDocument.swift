import ScalingLaws
import Statistics
import Studies

/// A rollout as JSON.
struct RolloutDocument: Encodable {
  let dataset: String
  let law: String
  let formula: String
  let objective: String
  let level: Double
  let lossUnit: String
  /// What `loss` and the predictions are of.
  let quantity: String
  let runs: Int
  let provenance: Provenance
  let cutoffs: [Cutoff]
  /// Over the forecasts of all cut-offs.
  let scores: [Distance]
  /// Of the fits of all cut-offs, each with its quantile.
  let remarks: [Remark]

  struct Cutoff: Encodable {
    let quantile: Double
    let compute: Double
    let runsBelow: Int
    let runsBeyond: Int
    let refused: Nullable<String>
    let runsFitted: Nullable<Int>
    let converged: Nullable<Bool>
    let coefficients: Nullable<[String: Estimate]>
    let scores: [Distance]
    let forecasts: [Forecast]
    let remarks: [Remark]
  }

  /// The scores at some distance; without bounds those at all distances.
  struct Distance: Encodable {
    let decadesFrom: Nullable<Double>
    let decadesTo: Nullable<Double>
    let predictors: [Score]
  }

  struct Score: Encodable {
    let predictor: String
    let forecasts: Int
    let meanError: Nullable<Double>
    let medianAbsoluteError: Nullable<Double>
    let largestAbsoluteError: Nullable<Double>
    let hits: Nullable<Int>
    let hitRate: Nullable<Estimate>
    let medianIntervalWidth: Nullable<Double>
  }

  struct Forecast: Encodable {
    let row: Int
    let parameterCount: Double
    let tokenCount: Double
    let compute: Double
    let decadesBeyond: Double
    let loss: Double
    let predictions: [String: Estimate]
  }

  init(_ result: RolloutResult, command: [String]?) {
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
    cutoffs = result.cutoffs.map { Cutoff($0, of: result) }
    scores = Distance.all(of: result.forecasts, result)
    remarks = result.remarks
  }
}

extension RolloutDocument.Cutoff {
  init(_ cutoff: RolloutCutoff, of result: RolloutResult) {
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
  static func all(of forecasts: [RolloutForecast], _ result: RolloutResult) -> [Self] {
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
  init(_ score: RolloutScore) {
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
  init(_ forecast: RolloutForecast) {
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
  /// What limits the fits of the cut-offs, each with its quantile, the gravest first.
  var remarks: [Remark] {
    .gathered(
      cutoffs.map { ("\($0.quantile)", $0.trial?.fit.remarks ?? []) },
      kind: ("quantile ", "quantiles "))
  }
}

/// The value; `nil`, which JSON writes as nothing, where it is not finite.
func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
