import Escaping
import Tables

extension LogTable {
  private static let metricNames = ["metric", "metric_name", "key", "tag"]
  private static let valueNames = ["value", "metric_value"]

  /// The table in wide form, with one column per metric, if it is in long form: the metric's name in one
  /// column and its value in another.
  ///
  /// Rows of one step of one run are joined.
  ///
  /// - Returns: `nil` if the table is not in long form.
  func widened() -> LogTable? {
    guard let metric = place(of: Self.metricNames), let value = place(of: Self.valueNames),
      let step = place(of: TableLogs.stepNames),
      names.allSatisfy({ MetricKind(name: $0) == nil })
    else { return nil }
    // Other varying columns, such as the time, are dropped.
    let kept = [place(of: TableLogs.runNames), step].compactMap { $0 }
    var rows: [[ExactText]: Int] = [:]
    var firstRows: [Int] = []
    var cells: [ExactText: [Int: String]] = [:]
    var metrics: [ExactText] = []
    for row in lines.indices {
      let key = kept.map { ExactText(text(row, $0)) }
      let joined = rows[key] ?? firstRows.count
      if joined == firstRows.count {
        rows[key] = joined
        firstRows.append(row)
      }
      let name = ExactText(text(row, metric))
      if cells[name] == nil {
        guard metrics.count < Self.mostColumns else { return nil }
        metrics.append(name)
      }
      cells[name, default: [:]][joined] = text(row, value)
    }
    var wide = self
    wide.lines = firstRows.map { lines[$0] }
    wide.names = kept.map { names[$0] } + metrics.map(\.text)
    wide.texts =
      kept.map { place in TextColumn(firstRows.map { text($0, place) }) }
      + metrics.map { name in TextColumn(firstRows.indices.map { cells[name]?[$0] ?? "" }) }
    wide.notes.append("rows of the same step are joined by '\(names[metric])'")
    return wide
  }
}

extension TextColumn {
  /// A column of these texts.
  fileprivate init(_ texts: [String]) {
    var places: [ExactText: Int32] = [:]
    var values: [String] = []
    let codes = texts.map { text in
      if let place = places[ExactText(text)] { return place }
      let place = Int32(values.count)
      places[ExactText(text)] = place
      values.append(text)
      return place
    }
    self.init(values: values, codes: codes)
  }
}
