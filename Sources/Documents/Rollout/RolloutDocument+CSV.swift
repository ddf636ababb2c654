import Statistics

extension RolloutDocument {
  /// CSV in tidy form: one row per predictor, distance and cut-off, or for a cut-off that cannot be
  /// used; those of all cut-offs together have no quantile, those of all distances no decades.
  package func csv() -> String {
    var csv = CSVText(header: [
      "dataset", "law", "quantile", "cutoff_flop", "decades_from", "decades_to", "predictor",
      "forecasts", "mean_error", "median_absolute_error", "largest_absolute_error", "hits",
      "hit_rate", "hit_rate_lower", "hit_rate_upper", "median_interval_width", "level", "refused",
      "remarks",
    ])
    for rollout in rollouts {
      for cutoff in rollout.cutoffs {
        if cutoff.refused.value == nil {
          for row in Row.rows(rollout, cutoff, cutoff.scores) { csv.add(row.cells) }
        } else {
          csv.add(Row(rollout: rollout, cutoff: cutoff).cells)
        }
      }
      for row in Row.rows(rollout, nil, rollout.scores) { csv.add(row.cells) }
    }
    return csv.text
  }

  /// A row of a rollout.
  private struct Row {
    let rollout: Rollout
    var cutoff: Cutoff?
    var distance: Distance?
    var score: Score?

    /// A row for each predictor at each distance.
    static func rows(_ rollout: Rollout, _ cutoff: Cutoff?, _ distances: [Distance]) -> [Row] {
      distances.flatMap { distance in
        distance.predictors.map {
          Row(rollout: rollout, cutoff: cutoff, distance: distance, score: $0)
        }
      }
    }

    var cells: [String?] {
      let place = [
        cutoff?.quantile, cutoff?.compute, distance?.decadesFrom.value, distance?.decadesTo.value,
      ].map(CSVText.number)
      let errors = [
        score?.meanError.value, score?.medianAbsoluteError.value,
        score?.largestAbsoluteError.value,
      ].map(CSVText.number)
      let rate = score?.hitRate.value
      let hits = [
        rate?.value, rate?.interval?.lower, rate?.interval?.upper,
        score?.medianIntervalWidth.value,
      ].map(CSVText.number)
      return [rollout.dataset, rollout.law] + place
        + [score?.predictor, score.map { "\($0.forecasts)" }] + errors
        + [(score?.hits.value).map(String.init)] + hits
        + [
          CSVText.number(rollout.level), cutoff?.refused.value,
          (cutoff?.remarks ?? rollout.remarks).codeList,
        ]
    }
  }
}
