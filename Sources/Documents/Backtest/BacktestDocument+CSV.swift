extension BacktestDocument {
  /// CSV: one line per row.
  package func csv() -> String {
    var csv = CSVText(header: [
      "goal", "name", "evidence", "left_out", "quantity", "unit", "predicted", "published",
      "relative_error", "lower", "upper", "level", "excuse",
    ])
    for row in rows {
      csv.add([
        row.goal, row.name, row.evidence, row.leftOut.value, row.quantity, row.unit,
        CSVText.number(row.predicted), CSVText.number(row.published), CSVText.number(row.error),
        CSVText.number(row.interval.value?.lower), CSVText.number(row.interval.value?.upper),
        CSVText.number(row.interval.value?.level), row.excuse.value,
      ])
    }
    return csv.text
  }
}
