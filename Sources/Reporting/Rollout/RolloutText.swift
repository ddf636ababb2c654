import Documents
import ScalingLaws
import Statistics
import Studies

/// A rollout in a terminal: the cut-offs, then how the errors grow with distance.
struct RolloutText {
  let result: RolloutResult

  var lines: [TextLine] {
    heading.lines() + RemarkText(result.remarks).grave
      + ([""] + cutoffTable + refusals + [""] + distanceTable + [""] + notes).lines()
  }

  private var heading: [String] {
    [
      "\(result.dataset): \(result.law.equation)",
      "  \(result.options.objective), fitted to the runs up to a cut-off in C and tested on those "
        + "beyond it; \(result.runCount) runs",
    ]
  }

  private var quantity: String { result.predicted.name }

  private var level: String { NumberText.percent(result.options.level) }

  private var cutoffTable: [String] {
    var table = TextTable(Array(repeating: .right, count: 8))
    table.add([
      "quantile", "C up to (FLOP)", "fitted, beyond", "mean error", "median |error|",
      "largest |error|", "interval width", "in \(level) interval",
    ])
    for cutoff in result.cutoffs {
      guard let trial = cutoff.trial,
        let score = RolloutScore(.law, of: trial.forecasts, level: result.options.level)
      else { continue }
      table.add(
        [
          "\(cutoff.quantile)", NumberText.significant(cutoff.compute),
          "\(trial.fit.dataset.used) / \(cutoff.above)",
        ] + errors(score) + [hits(score)])
    }
    return table.lines(indent: "  ")
  }

  private var refusals: [String] {
    result.cutoffs.compactMap { cutoff in
      cutoff.refusal.map { "  quantile \(cutoff.quantile) cannot be used: \($0)" }
    }
  }

  private var distanceTable: [String] {
    var table = TextTable([.left, .right, .right, .right, .right, .right])
    table.add([
      "predicted by", "mean error", "median |error|", "largest |error|", "interval width",
      "in \(level) interval",
    ])
    for bin in DistanceBin.all {
      let scores = result.scores(of: result.forecasts, in: bin)
      guard let first = scores.first else { continue }
      let count = first.count == 1 ? "1 forecast" : "\(first.count) forecasts"
      table.addTitle("\(range(bin)) decades beyond the cut-off, \(count)")
      for score in scores {
        table.add(["  \(name(score.predictor))"] + errors(score) + [rate(score)])
      }
    }
    return table.lines(indent: "  ")
  }

  private var notes: [String] {
    var notes = [
      "error = log L̂ − log L: 0.01 is about 1 % of the \(quantity), positive if L̂ is too high",
      "interval width: median width of the \(level) prediction intervals, relative to L̂; – if the "
        + "predictor has none",
      "in \(level) interval: share of forecasts whose prediction interval contains the \(quantity), with its "
        + "Wilson interval. That interval is too narrow: it assumes independent forecasts, but those of one "
        + "fit are not.",
      "A run beyond several cut-offs is predicted from each of them.",
    ]
    if result.dropsHighest {
      notes.append(
        "The highest rows are dropped only from the runs up to each cut-off; all runs beyond it are "
          + "predicted."
      )
    }
    if result.options.replicateCount == 0 {
      notes.append("no intervals: bootstrap disabled")
    }
    return notes.map { "  \($0)" }
  }

  private func errors(_ score: RolloutScore) -> [String] {
    [
      (score.meanError > 0 ? "+" : "") + NumberText.fixed(score.meanError, decimals: 4),
      NumberText.fixed(score.medianAbsoluteError, decimals: 4),
      NumberText.fixed(score.largestAbsoluteError, decimals: 4),
      score.medianIntervalWidth.map { NumberText.fixed($0, decimals: 4) } ?? "–",
    ]
  }

  private func hits(_ score: RolloutScore) -> String {
    score.hits.map { "\($0) of \(score.count)" } ?? "–"
  }

  private func rate(_ score: RolloutScore) -> String {
    func percent(_ share: Double) -> String { NumberText.fixed(100 * share, decimals: 0) + " %" }
    guard let rate = score.hitRate else { return "–" }
    return "\(percent(rate.value)) \(NumberText.interval(rate.interval, percent))"
  }

  private func range(_ bin: DistanceBin) -> String {
    bin.upper.isFinite
      ? "\(compact(bin.lower)) to \(compact(bin.upper))" : "more than \(compact(bin.lower))"
  }

  private func compact(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }

  private func name(_ predictor: RolloutPredictor) -> String {
    switch predictor {
    case .law: "this law"
    case .ensemble: "ensemble of laws"
    case .computeTrend: "power law in C"
    case .lowestLoss: "\(result.direction == .lower ? "lowest" : "highest") \(quantity) so far"
    }
  }
}
