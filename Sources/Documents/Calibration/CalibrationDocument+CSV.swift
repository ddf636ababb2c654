import Statistics

extension CalibrationDocument {
  /// CSV: one line per score.
  package func csv() -> String {
    var csv = CSVText(header: [
      "forecaster", "decades_from", "decades_to", "unmarked_only", "sweeps", "groups", "forecasts",
      "hit_rate", "hit_rate_lower", "hit_rate_upper", "median_width", "interval_score",
      "median_error", "level",
    ])
    for score in scores {
      csv.add([
        score.forecaster, CSVText.number(score.decadesFrom),
        CSVText.number(score.decadesTo.value), score.unmarkedOnly ? "true" : "false",
        "\(score.sweeps)", "\(score.groups)", "\(score.forecasts)",
        CSVText.number(score.hitRate.value), CSVText.number(score.hitRate.interval?.lower),
        CSVText.number(score.hitRate.interval?.upper), CSVText.number(score.medianWidth),
        CSVText.number(score.intervalScore), CSVText.number(score.medianError),
        CSVText.number(level),
      ])
    }
    return csv.text
  }
}
