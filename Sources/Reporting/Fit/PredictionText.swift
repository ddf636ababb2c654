import Documents
import Escaping
import Inference
import ScalingLaws
import Statistics
import TrainingRuns

/// The predictions of one fit as a person reads them in a terminal.
struct PredictionText {
  private let fit: FittedLaw
  private let predictions: [LossPrediction]
  private let ensemble: LossEnsemble?
  private let calibrated: [CalibratedForecast?]
  private let carried: [CarriedColumn]

  /// The number of models of which each is described by itself.
  private static let fewModels = 20

  init(_ result: PredictedPoints) {
    fit = result.fit
    predictions = result.predictions
    ensemble = result.ensemble
    calibrated = result.calibrated
    carried = result.carried
  }

  var lines: [TextLine] {
    [TextLine(text: "\(fit.dataset.name): \(fit.law.equation), \(unit)")]
      + RemarkText(fit.remarks).grave + (table + quantiles + furtherColumns).lines()
      + reasons.lines() + distances + calibratedLines
  }

  /// The unit of what is predicted, which is named where the left side is a function of it.
  private var unit: String {
    let predicted = fit.predicted
    let isPlain = predicted.isLoss && fit.law.leftSideText == "L"
    if predicted.unit == "1" { return predicted.name }
    return (isPlain ? "in " : "\(predicted.name) in ") + predicted.unit
  }

  private func loss(_ value: Double) -> String { NumberText.significant(value, digits: 4) }

  /// The first of the carried columns, which names the models.
  private var names: CarriedColumn? { carried.first }

  /// The cells that identify a model: its name, and its variables.
  private func place(_ row: Int) -> [String] {
    [names.map { $0[row].cut(to: 24) }].compactMap { $0 }
      + fit.law.variables.map { NumberText.count(predictions[row].point[$0] ?? .nan) }
  }

  private var placeHeader: [String] {
    [names?.header.cut(to: 24)].compactMap { $0 } + fit.law.variables.map(\.symbol)
  }

  private var placeAlignments: [TextTable.Alignment] {
    (names == nil ? [] : [.left]) + fit.law.variables.map { _ in .right }
  }

  private var table: [String] {
    let level = NumberText.percent(fit.bootstrap.level)
    let hasCompute =
      !fit.law.variables.contains(.compute) && predictions.contains { $0.compute != nil }
    var table = TextTable(placeAlignments + (hasCompute ? [.right] : []) + [.right, .left, .left])
    table.add(
      placeHeader + (hasCompute ? ["C (FLOP)"] : [])
        + [fit.predicted.name, "\(level) confidence", "\(level) for a new run"])
    for (row, prediction) in predictions.enumerated() {
      table.add(
        place(row)
          + (hasCompute ? [NumberText.significant(prediction.compute ?? .nan)] : []) + [
            loss(prediction.loss.value), NumberText.interval(of: prediction.loss, loss),
            NumberText.interval(of: prediction.newRun, loss),
          ])
    }
    return table.lines(indent: "  ")
  }

  /// The forecasts of the ensemble: a row for each model, what the ensemble is, and what limits it.
  private var calibratedLines: [TextLine] {
    guard let ensemble else { return [] }
    let level = NumberText.percent(fit.bootstrap.level)
    var table = TextTable(placeAlignments + [.right, .left, .left])
    table.add(placeHeader + [fit.predicted.name, "\(level) calibrated", "C beyond the runs"])
    for row in predictions.indices {
      guard let forecast = calibrated[row] else { continue }
      let decades = forecast.decadesBeyond
      table.add(
        place(row) + [
          loss(forecast.loss.value), NumberText.interval(of: forecast.loss, loss),
          decades > 0 ? "\(NumberText.fixed(decades, decimals: 1)) decades" : "within",
        ])
    }
    var seen: [Remark] = []
    for remark in calibrated.flatMap({ $0?.remarks ?? [] }) where !seen.contains(remark) {
      seen.append(remark)
    }
    return [""].lines() + table.lines(indent: "  ").lines()
      + ensembleText(ensemble).wrapped(indent: "  ").lines()
      + RemarkText(Array(seen.prefix(Self.fewModels))).all
  }

  private func ensembleText(_ ensemble: LossEnsemble) -> String {
    let laws = ensemble.members.map {
      "\($0.fit.law.name) \(NumberText.fixed(100 * $0.weight, decimals: 0)) %"
    }.joined(separator: ", ")
    let widened =
      ensemble.widening > 1
      ? "; widened \(NumberText.fixed(ensemble.widening, decimals: 1))-fold by its errors within the runs"
      : ""
    return
      "calibrated: an ensemble of \(laws), by their skill within the runs, with a discrepancy beyond "
      + "them\(widened)"
  }

  /// The quantiles: for each model a row about the curve and one about a new run.
  private var quantiles: [String] {
    guard let asked = predictions.first?.quantiles, !asked.isEmpty else { return [] }
    var table = TextTable(placeAlignments + [.left] + asked.map { _ in .right })
    table.add(
      placeHeader + ["quantiles of"] + asked.map { NumberText.percent($0.probability) })
    for (row, prediction) in predictions.enumerated() {
      let figures = [
        (fit.predicted.name, prediction.quantiles.map(\.loss)),
        ("a new run", prediction.quantiles.map(\.newRun)),
      ]
      for (name, values) in figures {
        table.add(place(row) + [name] + values.map { $0.map(loss) ?? "–" })
      }
    }
    return [""] + table.lines(indent: "  ")
  }

  /// Where the columns are that the tables have no room for.
  private var furtherColumns: [String] {
    guard carried.count > 1 else { return [] }
    let names = carried.dropFirst().map(\.header).joined(separator: ", ")
    return "CSV and JSON also carry \(names)".wrapped(indent: "  ")
  }

  /// Why figures have no interval, where the fit's remarks do not say it.
  private var reasons: [String] {
    var missing = MissingIntervals(besides: fit.remarks)
    for (row, prediction) in predictions.enumerated() {
      for estimate in [prediction.loss, prediction.newRun] where estimate.interval == nil {
        missing.note(
          predictions.count > Self.fewModels ? "some of the models" : name(row), estimate)
      }
    }
    return missing.lines(indent: "  ")
  }

  /// How far the models lie beyond the runs.
  private var distances: [TextLine] {
    guard predictions.count <= Self.fewModels else { return farthest }
    let lines = predictions.enumerated().flatMap { row, prediction in
      prediction.remarks.flatMap { remark in
        "\(name(row)): \(RemarkText.unmarked(remark))"
          .wrapped(indent: "  ").lines(remark.severity.emphasis)
      }
    }
    return lines.isEmpty ? within : lines
  }

  /// How many models lie beyond the runs, and how far at most.
  private var farthest: [TextLine] {
    let outside = predictions.filter { !$0.remarks.isEmpty }
    let farthest = outside.max { one, other in reach(one) < reach(other) }
    guard let remark = farthest?.remarks.first else { return within }
    return
      "\(outside.count) of \(predictions.count) models lie beyond the runs; the farthest \(remark.text)"
      .wrapped(indent: "  ").lines(remark.severity.emphasis)
  }

  private func reach(_ prediction: LossPrediction) -> Double {
    prediction.distance.bySymbol.map { abs($0.decades) }.max() ?? 0
  }

  private var within: [TextLine] {
    guard let known = predictions.first(where: { !$0.distance.bySymbol.isEmpty }) else {
      return []
    }
    let symbols = known.distance.bySymbol.map(\.symbol).joined(separator: ", ")
    return ["  within the range of the runs in each of \(symbols)"].lines()
  }

  /// A model in a sentence.
  private func name(_ row: Int) -> String {
    fit.law.variables.map { variable in
      "\(variable.symbol) \(NumberText.count(predictions[row].point[variable] ?? .nan))"
    }.joined(separator: ", ")
  }
}
