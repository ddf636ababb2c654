import Documents
public import ScalingLaws
import Statistics

/// The predictions of fitted laws for some models, in the forms that `echelle predict` writes.
public struct PredictionReport: Report, Sendable {
  /// The fits and their predictions, one for each model.
  public var results: [(fit: FittedLaw, predictions: [LossPrediction])]

  /// A report of predictions.
  public init(_ results: [(fit: FittedLaw, predictions: [LossPrediction])]) {
    self.results = results
  }

  /// JSON: `predictions`, each with the dataset that the law was fitted to.
  public func json() throws -> String {
    try PredictionsDocument(results).json()
  }

  /// CSV in tidy form: a row for each figure of each model.
  public func csv() -> String {
    var csv = CSVText(
      header: ["dataset", "law", "parameters", "tokens", "flop", "quantity"] + UnitEstimate.header
        + ["parameters_decades_beyond", "tokens_decades_beyond", "flop_decades_beyond", "remarks"])
    for row in PredictionsDocument(results).predictions {
      let model = [row.parameterCount, row.tokenCount, row.compute].map { CSVText.number($0.value) }
      for (quantity, estimate) in [(row.quantity, row.loss), ("new_run", row.newRun)] {
        csv.add(
          [row.dataset, row.law] + model + [quantity] + estimate.cells
            + row.decadesBeyondData.cells + [row.remarks.codeList])
      }
    }
    return csv.text
  }

  /// Text: a table for each fit, with a row for each model.
  public func text() -> String { text(on: .plain) }

  /// Text: a table for each fit, with a row for each model, between what limits the fit and how far each
  /// model lies beyond the runs.
  public func text(on page: TextPage) -> String {
    results.map { fit, predictions in
      let heading = "\(fit.dataset.name): \(fit.law.equation), \(unit(of: fit))"
      return
        ([TextLine(text: heading)] + RemarkText(fit.remarks).grave
        + table(fit, predictions).lines() + reasons(fit, predictions).lines()
        + distances(fit, predictions)).text(on: page)
    }.joined(separator: "\n")
  }

  /// The unit of what is predicted, which is named where the left side is a function of it.
  private func unit(of fit: FittedLaw) -> String {
    let predicted = fit.predicted
    let isPlain = predicted.isLoss && fit.law.leftSideText == "L"
    if predicted.unit == "1" { return predicted.name }
    return (isPlain ? "in " : "\(predicted.name) in ") + predicted.unit
  }

  /// Why figures have no interval, where the fit's remarks do not say it.
  private func reasons(_ fit: FittedLaw, _ predictions: [LossPrediction]) -> [String] {
    var missing = MissingIntervals(besides: fit.remarks)
    for prediction in predictions {
      for estimate in [prediction.loss, prediction.newRun] where estimate.interval == nil {
        missing.note(place(prediction, of: fit), estimate)
      }
    }
    return missing.lines(indent: "  ")
  }

  /// How far each model lies beyond the runs.
  private func distances(_ fit: FittedLaw, _ predictions: [LossPrediction]) -> [TextLine] {
    let lines = predictions.flatMap { prediction in
      prediction.remarks.flatMap { remark in
        "\(place(prediction, of: fit)): \(RemarkText.unmarked(remark))"
          .wrapped(indent: "  ").lines(remark.severity.emphasis)
      }
    }
    let isKnown = predictions.contains { !$0.distance.bySymbol.isEmpty }
    return lines.isEmpty && isKnown
      ? [
        "  within the range of the runs in each of "
          + "\(predictions[0].distance.bySymbol.map(\.symbol).joined(separator: ", "))"
      ].lines()
      : lines
  }

  /// A model as rows of the table show it.
  private func place(_ prediction: LossPrediction, of fit: FittedLaw) -> String {
    fit.law.variables.map { variable in
      "\(variable.symbol) \(NumberText.count(prediction.point[variable] ?? .nan))"
    }.joined(separator: ", ")
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
            loss(prediction.loss.value), NumberText.interval(of: prediction.loss, loss),
            NumberText.interval(of: prediction.newRun, loss),
          ])
    }
    return table.lines(indent: "  ")
  }
}
