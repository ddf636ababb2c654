import Documents
import EnergyModel
import Statistics

/// The assumptions of an energy estimate as a table, with their sources below it.
struct AssumptionTable {
  /// The level of the intervals.
  let level: Double

  /// A row for each assumption, then the sources; all after `indent`.
  func lines(_ assumptions: [Assumption], indent: String) -> [String] {
    var table = TextTable([.left, .right, .left, .left, .left])
    var sources = Footnotes()
    table.add(["assumption", "median", "\(NumberText.percent(level)) interval", "unit", "source"])
    for assumption in assumptions {
      let ends = [(1 - level) / 2, (1 + level) / 2].map {
        NumberText.rounded(assumption.quantile($0))
      }
      let unit = assumption.quantity.unit
      table.add([
        assumption.quantity.title, NumberText.rounded(assumption.median),
        assumption.distribution.isFixed ? "fixed" : "[\(ends[0]), \(ends[1])]",
        unit == "1" ? "" : unit, sources.mark(assumption.source.citation),
      ])
    }
    return table.lines(indent: indent) + sources.lines(indent: indent)
  }
}
