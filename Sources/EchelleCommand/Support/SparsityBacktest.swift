import EnergyModel
import ScalingLaws
import Statistics
import Studies
import TrainingRuns

/// The goal G5: the law of sparse T5 models on runs left out one at a time.
///
/// Its table is the dataset `t5-sparsity`; if that is not installed, the goal says so.
struct SparsityBacktest {
  private static let dataset = "t5-sparsity"

  /// The goal and its rows; without the table, a goal with the reason and no figures.
  static func run() async throws -> (goal: BacktestGoal, rows: [BacktestRow]) {
    let setting =
      "loss of the 48 sparse T5 runs, predicted by the law of Frantar et al., fitted without that run"
    guard let dataset = try? Machine.datasetStore.dataset(named: dataset), dataset.isPresent,
      let published = dataset.descriptor.published.first
    else {
      let reason = "absent: the dataset \(dataset)"
      return (
        BacktestGoal(
          name: "G5", setting: setting,
          measures: [
            BacktestGoal.Measure(
              name: "medianError", estimate: .missing(.nan, because: reason), aim: reason)
          ], rowCount: 0), []
      )
    }
    let law = try Machine.laws.law(published.law).law.replacing(published.variables)
    var reading = ReadingOptions()
    try reading.require([law])
    let runs = try RunTable(reading: dataset.source, options: reading)
    var options = FitOptions()
    options.law = law
    let forecasts = try await LeaveOneOut(
      fitter: LawFitter(options: options, version: Echelle.version)
    ).forecasts(runs)
    let rows = forecasts.map {
      BacktestRow(
        goal: "G5", name: "T5, row \($0.row)", evidence: "measured", leftOut: "row \($0.row)",
        quantity: "loss", unit: runs.lossUnit, predicted: $0.predicted, published: $0.observed)
    }
    let goal = BacktestGoal(
      name: "G5", setting: setting,
      measures: [
        BacktestGoal.Measure(
          name: "medianError", estimate: rows.medianError(level: 0.95), aim: "stated"),
        BacktestGoal.Measure(
          name: "maxError",
          estimate: .missing(
            rows.maxError ?? .nan, because: "the maximum over the rows, not an estimate"),
          aim: "stated"),
      ], rowCount: rows.count)
    return (goal, rows)
  }
}
