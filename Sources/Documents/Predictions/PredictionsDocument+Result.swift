import Inference
import ScalingLaws
import Statistics
import TrainingRuns

extension PredictionsDocument {
  /// The predictions of each fit.
  package init(_ results: [PredictedPoints]) {
    predictions = results.flatMap { result in
      result.predictions.enumerated().map { row, prediction in
        Prediction(
          prediction, fit: result.fit,
          calibrated: result.calibrated.isEmpty ? nil : result.calibrated[row],
          columns: result.carried.map { Column(header: $0.header, text: $0[row]) })
      }
    }
    ensembles = results.compactMap { result in
      result.ensemble.map { EnsembleRecord($0, dataset: result.fit.dataset.name) }
    }
  }
}

extension PredictionsDocument.Prediction {
  fileprivate init(
    _ prediction: LossPrediction, fit: FittedLaw, calibrated: CalibratedForecast?,
    columns: [PredictionsDocument.Column]
  ) {
    dataset = fit.dataset.name
    law = fit.law.name
    parameterCount = Nullable(prediction.point[.parameterCount])
    tokenCount = Nullable(prediction.point[.tokenCount])
    compute = Nullable(prediction.compute)
    variables = Dictionary(uniqueKeysWithValues: prediction.point.map { ($0.symbol, $1) })
    quantity = fit.predicted.name
    loss = UnitEstimate(estimate: prediction.loss, unit: fit.predicted.unit)
    newRun = UnitEstimate(estimate: prediction.newRun, unit: fit.predicted.unit)
    self.calibrated = Nullable(
      calibrated.map { UnitEstimate(estimate: $0.loss, unit: fit.predicted.unit) })
    quantiles = prediction.quantiles.map { PredictionsDocument.Quantile($0) }
    self.columns = columns
    decadesBeyondData = DecadesBeyondData(prediction.distance)
    remarks = (fit.remarks + prediction.remarks + (calibrated?.remarks ?? [])).gravestFirst
  }
}

extension PredictionsDocument.Quantile {
  fileprivate init(_ quantile: PredictedQuantile) {
    probability = quantile.probability
    loss = Nullable(quantile.loss.flatMap(finite))
    newRun = Nullable(quantile.newRun.flatMap(finite))
  }
}
