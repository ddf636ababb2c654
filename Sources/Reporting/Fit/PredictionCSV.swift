import Documents
import ScalingLaws
import TrainingRuns

/// Predictions as CSV in tidy form: a row for each figure of each model.
///
/// The last columns are there where they have something in them: the variables of the laws beside N, D and
/// C, the quantiles, and the columns of a table of points.
struct PredictionCSV {
  private let results: [PredictedPoints]
  private let variables: [String]
  private let probabilities: [Double]
  private let carried: [String]

  init(_ results: [PredictedPoints]) {
    self.results = results
    let known: [ScalingLaw.Variable] = [.parameterCount, .tokenCount, .compute]
    var variables: [String] = []
    var carried: [String] = []
    for result in results {
      for variable in result.fit.law.variables
      where !known.contains(variable) && !variables.contains(variable.symbol) {
        variables.append(variable.symbol)
      }
      for column in result.carried where !carried.contains(column.header) {
        carried.append(column.header)
      }
    }
    self.variables = variables
    self.carried = carried
    probabilities = results.lazy.flatMap(\.predictions).first?.quantiles.map(\.probability) ?? []
  }

  private var header: [String] {
    var header =
      ["dataset", "law", "parameters", "tokens", "flop", "quantity"] + UnitEstimate.header
      + ["parameters_decades_beyond", "tokens_decades_beyond", "flop_decades_beyond", "remarks"]
      + variables + probabilities.map { "quantile_\($0)" }
    // A column of the table may be called as one of these.
    for name in carried {
      var name = name
      while header.contains(name) { name = "points_\(name)" }
      header.append(name)
    }
    return header
  }

  var text: String {
    var csv = CSVText(header: header)
    let documents = results.map { PredictionsDocument([$0]).predictions }
    for (result, rows) in zip(results, documents) {
      let columns = carried.map { name in result.carried.first { $0.header == name } }
      for (index, row) in rows.enumerated() {
        let model = [row.parameterCount, row.tokenCount, row.compute].map {
          CSVText.number($0.value)
        }
        let figures = [
          (row.quantity, row.loss, row.quantiles.map(\.loss)),
          ("new_run", row.newRun, row.quantiles.map(\.newRun)),
        ]
        let calibrated = row.calibrated.value.map {
          [
            (
              "calibrated", $0,
              [Nullable<Double>](repeating: Nullable(nil), count: probabilities.count)
            )
          ]
        }
        for (quantity, estimate, quantiles) in figures + (calibrated ?? []) {
          csv.add(
            [row.dataset, row.law] + model + [quantity] + estimate.cells
              + row.decadesBeyondData.cells + [row.remarks.codeList]
              + variables.map { CSVText.number(row.variables[$0]) }
              + quantiles.map { CSVText.number($0.value) }
              + columns.map { $0?[index] })
        }
      }
    }
    return csv.text
  }
}
