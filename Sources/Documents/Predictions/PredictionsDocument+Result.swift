package import ScalingLaws
import Statistics

extension PredictionsDocument {
  /// The predictions of each fit.
  package init(_ results: [(fit: FittedLaw, predictions: [LossPrediction])]) {
    predictions = results.flatMap { fit, predictions in
      predictions.map { Prediction($0, fit: fit) }
    }
  }
}

extension PredictionsDocument.Prediction {
  fileprivate init(_ prediction: LossPrediction, fit: FittedLaw) {
    dataset = fit.dataset.name
    law = fit.law.name
    parameterCount = Nullable(prediction.point[.parameterCount])
    tokenCount = Nullable(prediction.point[.tokenCount])
    compute = Nullable(prediction.compute)
    variables = Dictionary(uniqueKeysWithValues: prediction.point.map { ($0.symbol, $1) })
    quantity = fit.predicted.name
    loss = UnitEstimate(estimate: prediction.loss, unit: fit.predicted.unit)
    newRun = UnitEstimate(estimate: prediction.newRun, unit: fit.predicted.unit)
    decadesBeyondData = DecadesBeyondData(prediction.distance)
    remarks = (fit.remarks + prediction.remarks).gravestFirst
  }
}
