public import ScalingLaws

/// How laws did on runs beyond those they were fitted to, in the forms that `echelle rollout` writes.
public struct RolloutReport: Report, Sendable {
  /// The rollouts, in the order of the datasets or groups.
  public var results: [RolloutResult]
  /// The command line, where there was one.
  public var command: [String]?

  /// A report of rollouts.
  public init(_ results: [RolloutResult], command: [String]? = nil) {
    self.results = results
    self.command = command
  }

  /// JSON: `rollouts`, each with its cut-offs, every forecast, and the scores by distance.
  public func json() throws -> String {
    try JSONText.encode(
      Document(rollouts: results.map { RolloutDocument($0, command: command) }))
  }

  /// CSV in tidy form: a row for each predictor, distance and cut-off; those of all cut-offs together
  /// have no quantile, those of all distances no decades.
  public func csv() -> String {
    var csv = CSVText(
      header: ["dataset", "law", "quantile", "cutoff_flop", "decades_from", "decades_to"]
        + RolloutDocument.Score.header + ["level", "refused"])
    for result in results {
      func add(
        _ scores: [RolloutDocument.Score], cutoff: RolloutCutoff?, bin: DistanceBin?
      ) {
        for score in scores {
          csv.add(
            [
              result.dataset, result.law.name, CSVText.number(cutoff?.quantile),
              CSVText.number(cutoff?.compute), CSVText.number(bin?.lower),
              CSVText.number(bin?.upper),
            ] + score.cells + [CSVText.number(result.options.level), nil])
        }
      }
      let places = result.cutoffs.map(Optional.some) + [nil]
      for cutoff in places {
        if let cutoff, let refusal = cutoff.refusal {
          csv.add(
            [
              result.dataset, result.law.name, CSVText.number(cutoff.quantile),
              CSVText.number(cutoff.compute),
            ] + Array(repeating: nil, count: 2 + RolloutDocument.Score.header.count + 1)
              + [refusal.description])
          continue
        }
        let forecasts = cutoff.map { $0.trial?.forecasts ?? [] } ?? result.forecasts
        for bin in DistanceBin.all.map(Optional.some) + [nil] {
          add(
            result.scores(of: forecasts, in: bin).map(RolloutDocument.Score.init), cutoff: cutoff,
            bin: bin)
        }
      }
    }
    return csv.text
  }

  /// Text: for each rollout a row for each cut-off, then the scores by distance.
  public func text() -> String {
    results.map { RolloutText(result: $0).lines.map { $0 + "\n" }.joined() }
      .joined(separator: "\n")
  }

  private struct Document: Encodable {
    let schema = "echelle.rollout/1"
    let rollouts: [RolloutDocument]
  }
}
