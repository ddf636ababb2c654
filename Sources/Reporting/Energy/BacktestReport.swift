import Documents
public import EnergyModel
import Statistics

/// A back-test of the energy model, in the forms that `echelle energy backtest` writes.
public struct BacktestReport: Report, Sendable {
  private let goals: [BacktestGoal]
  private let rows: [BacktestRow]

  /// A report of goals and the rows they rest on.
  public init(goals: [BacktestGoal], rows: [BacktestRow]) {
    self.goals = goals
    self.rows = rows
  }

  /// Text: the goals, then the rows.
  public func text() -> String {
    text(on: .plain)
  }

  /// Text: the goals, then, unless the page is brief, the rows.
  public func text(on page: TextPage) -> String {
    let summary = goals.flatMap(lines(of:))
    guard !page.isBrief else { return summary.text(on: page) }
    let tables = goals.filter { Self.goalsInText.contains($0.name) }.flatMap { goal in
      [""].lines() + table(rows.filter { $0.goal == goal.name }, of: goal).lines()
    }
    let rest = goals.map(\.name).filter { !Self.goalsInText.contains($0) }
    let note =
      rest.isEmpty
      ? [] : ["", "The rows of \(rest.joined(separator: " and ")) are in the JSON and the CSV."]
    return (summary + tables + note.lines()).text(on: page)
  }

  /// The goals whose rows are few enough to be read.
  private static let goalsInText = ["G0", "G1", "G2", "G3"]

  /// A goal and its measures.
  private func lines(of goal: BacktestGoal) -> [TextLine] {
    let heading = "\(goal.name): \(goal.setting) (\(goal.rowCount) rows)"
    var table = TextTable([.left, .right, .left, .left])
    for measure in goal.measures {
      table.add([
        BacktestMeasureText.title(measure.name), percent(measure.estimate.value),
        measure.estimate.interval.map { NumberText.interval($0, percent) } ?? "",
        BacktestMeasureText.aim(measure.aim),
      ])
    }
    return [TextLine(text: heading, emphasis: .strong)] + table.lines(indent: "  ").lines()
      + goal.excused.map {
        TextLine(
          text: "  excused: \($0.name), off by \(percent(abs($0.error))): \($0.excuse ?? "")",
          emphasis: .caution)
      }
  }

  /// The rows of a goal, under what they have in common.
  private func table(_ rows: [BacktestRow], of goal: BacktestGoal) -> [String] {
    let units = Set(rows.map(\.unit))
    let kinds = Set(rows.map(\.evidence))
    let hasIntervals = rows.contains { $0.interval != nil }
    var heading = goal.name
    if units.count == 1, let unit = units.first { heading += ", in \(unit)" }
    if kinds.count == 1, let kind = kinds.first { heading += ", all \(kind)" }
    var table = TextTable([.left, .right, .right, .left, .right, .left, .left])
    table.add([
      "row", "predicted", "published", units.count == 1 ? "" : "unit", "error",
      hasIntervals ? "interval" : "", kinds.count == 1 ? "" : "evidence",
    ])
    for row in rows {
      table.add([
        row.name,
        row.interval == nil
          ? NumberText.significant(row.predicted) : NumberText.rounded(row.predicted),
        NumberText.significant(row.published),
        units.count == 1 ? "" : row.unit, percent(row.error),
        row.interval.map { NumberText.interval($0) { NumberText.rounded($0) } } ?? "",
        kinds.count == 1 ? "" : row.evidence,
      ])
    }
    return rows.isEmpty ? [] : [heading] + table.lines(indent: "  ")
  }

  private func percent(_ share: Double) -> String {
    share.isFinite ? NumberText.fixed(share * 100, decimals: 1) + " %" : "–"
  }

  /// JSON: the goals by name, and every row.
  public func json() throws -> String {
    try BacktestDocument(goals: goals, rows: rows).json()
  }

  /// CSV: a line for each row.
  public func csv() -> String {
    BacktestDocument(goals: goals, rows: rows).csv()
  }
}
