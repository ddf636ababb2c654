public import ScalingLaws
import Statistics

/// What fitted laws expect of some models, in the forms that `echelle predict` writes.
public struct PredictionReport: Report, Sendable {
  /// The fits and their predictions, one for each model.
  public var results: [(fit: FittedLaw, predictions: [LossPrediction])]

  /// A report of predictions.
  public init(_ results: [(fit: FittedLaw, predictions: [LossPrediction])]) {
    self.results = results
  }

  /// JSON: `predictions`, each with the dataset that the law was fitted to.
  public func json() throws -> String {
    try JSONText.encode(Document(predictions: rows))
  }

  /// CSV in tidy form: a row for each figure of each model.
  public func csv() -> String {
    var csv = CSVText(
      header: ["dataset", "law", "parameters", "tokens", "flop", "quantity"] + UnitEstimate.header)
    for row in rows {
      let model = [row.parameterCount, row.tokenCount, row.compute].map { CSVText.number($0.value) }
      for (quantity, estimate) in [(row.quantity, row.loss), ("new_run", row.newRun)] {
        csv.add([row.dataset, row.law] + model + [quantity] + estimate.cells)
      }
    }
    return csv.text
  }

  /// Text: a table for each fit, with a row for each model.
  public func text() -> String {
    results.map { fit, predictions in
      let heading = "\(fit.dataset.name): \(fit.law.equation), \(unit(of: fit))"
      let missing = predictions.first?.loss.reason.map { ["  no intervals: \($0)"] } ?? []
      return ([heading] + table(fit, predictions) + missing).text
    }.joined(separator: "\n")
  }

  /// The unit of what is predicted, which is named where the left side is a function of it.
  private func unit(of fit: FittedLaw) -> String {
    let predicted = fit.predicted
    let isPlain = predicted.isLoss && fit.law.leftSideText == "L"
    if predicted.unit == "1" { return predicted.name }
    return (isPlain ? "in " : "\(predicted.name) in ") + predicted.unit
  }

  private func table(_ fit: FittedLaw, _ predictions: [LossPrediction]) -> [String] {
    func loss(_ value: Double) -> String { NumberText.significant(value, digits: 4) }
    let level = NumberText.percent(fit.bootstrap.level)
    let variables = fit.law.variables
    let hasCompute = !variables.contains(.compute) && predictions.contains { $0.compute != nil }
    var table = TextTable(
      variables.map { _ in .right } + (hasCompute ? [.right] : []) + [.right, .left, .left])
    table.add(
      variables.map(\.symbol) + (hasCompute ? ["C (FLOP)"] : [])
        + [fit.predicted.name, "\(level) confidence", "\(level) for a new run"])
    for prediction in predictions {
      table.add(
        variables.map { NumberText.count(prediction.point[$0] ?? .nan) }
          + (hasCompute ? [NumberText.significant(prediction.compute ?? .nan)] : []) + [
            loss(prediction.loss.value), NumberText.interval(prediction.loss.interval, loss),
            NumberText.interval(prediction.newRun.interval, loss),
          ])
    }
    return table.lines(indent: "  ")
  }

  private struct Document: Encodable {
    let schema = "echelle.predictions/1"
    let predictions: [Row]
  }

  private struct Row: Encodable {
    let dataset: String
    let law: String
    let parameterCount: Nullable<Double>
    let tokenCount: Nullable<Double>
    let compute: Nullable<Double>
    let variables: [String: Double]
    let quantity: String
    let loss: UnitEstimate
    let newRun: UnitEstimate
  }

  private var rows: [Row] {
    results.flatMap { fit, predictions in
      predictions.map {
        Row(
          dataset: fit.dataset.name, law: fit.law.name,
          parameterCount: Nullable($0.point[.parameterCount]),
          tokenCount: Nullable($0.point[.tokenCount]), compute: Nullable($0.compute),
          variables: Dictionary(uniqueKeysWithValues: $0.point.map { ($0.symbol, $1) }),
          quantity: fit.predicted.name,
          loss: UnitEstimate(estimate: $0.loss, unit: fit.predicted.unit),
          newRun: UnitEstimate(estimate: $0.newRun, unit: fit.predicted.unit))
      }
    }
  }
}
