extension LogFormat {
  /// An exported Weights & Biases panel: one column per run, with its extremes.
  public static let wandbPanel = LogFormat(rawValue: "wandb-panel")
}

extension TableLogs {
  /// The runs of a panel: columns `RUN - METRIC`, with `__MIN` and `__MAX` columns.
  func panelLogs() -> [RunLog]? {
    let names = table.names
    let extremes = ["__MIN", "__MAX"]
    let series = names.indices.dropFirst().filter { place in
      names[place].contains(" - ")
        && extremes.allSatisfy { names.contains(names[place] + $0) }
    }
    guard !series.isEmpty else { return nil }
    return series.map { place in
      let parts = names[place].components(around: " - ")
      let rows = table.lines.indices.filter { !table.text($0, place).isEmpty }
      let values = table.numbers(place)
      let steps = table.numbers(0)
      var log = RunLog(
        name: parts.before, path: path, format: .wandbPanel,
        records: LogRecords(
          lines: rows.map { table.lines[$0] },
          columns: [(names[0], rows.map { steps[$0] }), (parts.after, rows.map { values[$0] })]))
      log.stepName = names[0]
      log.notes = table.notes
      let bounds = extremes.compactMap { names.firstIndex(of: names[place] + $0) }
        .map { table.numbers($0) }
      if rows.contains(where: { bounds[0][$0] != bounds[1][$0] }) {
        log.notes.append("its losses are means over a group of runs")
      }
      return log
    }
  }
}

extension String {
  /// The parts before and after the last `separator`.
  fileprivate func components(around separator: String) -> (before: String, after: String) {
    guard let range = ranges(of: separator).last else { return (self, "") }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
