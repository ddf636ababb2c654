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
    var lines: [TextLine] = []
    for goal in goals {
      lines.append(
        TextLine(
          text: "\(goal.name): \(goal.setting) (\(goal.rowCount) rows)", emphasis: .strong))
      var table = TextTable([.left, .right, .left, .left])
      for measure in goal.measures {
        table.add([
          measure.name, percent(measure.estimate.value),
          measure.estimate.interval.map { NumberText.interval($0, percent) } ?? "",
          "aim \(measure.aim)",
        ])
      }
      lines += table.lines(indent: "  ").lines()
      lines += goal.excused.map {
        TextLine(
          text: "  excused: \($0.name), off by \(percent(abs($0.error))): \($0.excuse ?? "")",
          emphasis: .caution)
      }
    }
    if !page.isBrief {
      var table = TextTable([.left, .left, .right, .right, .left, .right, .left, .left])
      table.add(["goal", "row", "predicted", "published", "", "error", "interval", "evidence"])
      for row in rows where Self.rowsInText.contains(row.goal) {
        table.add([
          row.goal, row.name, NumberText.significant(row.predicted),
          NumberText.significant(row.published), row.unit, percent(row.error),
          row.interval.map { NumberText.interval($0) { NumberText.significant($0) } } ?? "",
          row.evidence,
        ])
      }
      lines += [TextLine(text: "")] + table.lines().lines()
      lines.append(TextLine(text: "the rows of G4 and G5 are in the forms json and csv"))
    }
    return lines.text(on: page)
  }

  /// The goals whose rows are few enough to be read.
  private static let rowsInText = ["G0", "G1", "G2", "G3"]

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
