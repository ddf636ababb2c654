import Documents
import ScalingLaws
import Statistics
import Studies

/// A rollout as a person reads it in a terminal: the cut-offs, then how the errors grow with distance.
struct RolloutText {
  let result: RolloutResult

  var lines: [TextLine] {
    heading.lines() + RemarkText(result.remarks).grave
      + ([""] + cutoffTable + refusals + [""] + distanceTable + [""] + notes).lines()
  }

  private var heading: [String] {
    [
      "\(result.dataset): \(result.law.equation)",
      "  \(result.options.objective), fitted to the runs up to a cut-off in C and asked for those "
        + "beyond it; \(result.runCount) runs",
    ]
  }

  private var quantity: String { result.predicted.name }

  private var level: String { NumberText.percent(result.options.level) }

  private var cutoffTable: [String] {
    var table = TextTable(Array(repeating: .right, count: 9))
    table.add([
      "quantile", "C up to", "fitted", "beyond", "mean error", "median |error|", "largest", "width",
      "hits of \(level)",
    ])
    for cutoff in result.cutoffs {
      guard let trial = cutoff.trial,
        let score = RolloutScore(.law, of: trial.forecasts, level: result.options.level)
      else { continue }
      table.add(
        [
          "\(cutoff.quantile)", NumberText.significant(cutoff.compute),
          "\(trial.fit.dataset.used)", "\(cutoff.above)",
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
    var table = TextTable([.left, .left] + Array(repeating: .right, count: 6) + [.left])
    table.add([
      "decades beyond", "predicted by", "forecasts", "mean error", "median |error|", "largest",
      "width",
      "hits of \(level)", "",
    ])
    for bin in DistanceBin.all {
      for (index, score) in result.scores(of: result.forecasts, in: bin).enumerated() {
        table.add(
          [index == 0 ? range(bin) : "", name(score.predictor), "\(score.count)"]
            + errors(score) + [hits(score), rate(score)])
      }
    }
    return table.lines(indent: "  ")
  }

  private var notes: [String] {
    var notes = [
      "error = log L̂ − log L: 0.01 is about 1 % of the \(quantity), above 0 where L̂ is too high",
      "width: the median width of the \(level) prediction intervals, as a share of L̂",
      "a hit is \(result.predicted.withArticle) within its \(level) prediction interval; in brackets the Wilson interval of "
        + "the share",
      "for as many independent forecasts: those of one fit are not independent, so it is too short",
      "a run beyond several cut-offs is predicted once from each",
    ]
    if result.dropsHighest {
      notes.append(
        "the highest rows are dropped among the runs up to each cut-off; beyond it, all are predicted"
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
    func percent(_ share: Double) -> String { NumberText.fixed(100 * share, decimals: 0) }
    guard let rate = score.hitRate else { return "" }
    return "\(percent(rate.value)) % \(NumberText.interval(rate.interval, percent))"
  }

  private func range(_ bin: DistanceBin) -> String {
    bin.upper.isFinite
      ? "\(compact(bin.lower)) to \(compact(bin.upper))" : "above \(compact(bin.lower))"
  }

  private func compact(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }

  private func name(_ predictor: RolloutPredictor) -> String {
    switch predictor {
    case .law: "the law"
    case .computeTrend: "a power law in C"
    case .lowestLoss: "the \(result.direction == .lower ? "lowest" : "highest") \(quantity) so far"
    }
  }
}
