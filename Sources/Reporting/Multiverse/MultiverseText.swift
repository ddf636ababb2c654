import Diagnostics
import Documents
import ScalingLaws
import Statistics
import Studies

/// A multiverse in a terminal: the analyses, how far each figure moves, and a warning where that is beyond
/// the interval of the reference.
struct MultiverseText {
  let result: MultiverseResult

  var lines: [TextLine] {
    heading.lines() + RemarkText(result.reference.remarks).grave
      + ([""] + analysisTable + [""] + spreadTable
      + section(result.warnings.map { "warning: \($0)" }) + section(remarks)).lines()
  }

  private var heading: [String] {
    let count = result.outcomes.count
    let source =
      result.isDefaultCompute
      ? spelled(
        " (\(NumberText.significant(Multiverse.defaultExtrapolation, digits: 2)) times the largest "
          + "run's, since no \(.compute) was given)")
      : ""
    let distinct = result.fitCount == count ? "all distinct" : "\(result.fitCount) distinct"
    return [
      "\(result.dataset): \(result.reference.law.equation)",
      "  at C = \(NumberText.significant(result.compute)) FLOP\(source)",
      "  \(count) analyses, \(distinct)",
    ]
  }

  /// Whether the analyses differ in the column of N too.
  private var isCountedTwice: Bool { result.parameterHeaders.count > 1 }

  private var analysisTable: [String] {
    let figures = MultiverseFigure.allCases
    var table = TextTable(
      [.right, .left, .left] + (isCountedTwice ? [.left] : []) + [.right]
        + figures.map { _ in .right } + [.left])
    table.add(
      ["", "objective", "rows dropped"] + (isCountedTwice ? ["N"] : []) + ["runs"]
        + figures.map(\.rawValue) + [""])
    for (index, outcome) in result.outcomes.enumerated() {
      let universe = outcome.universe
      let header = universe.counting.flatMap { result.parameterHeaders[$0] } ?? ""
      let cells = figures.map { figure in
        outcome.figures.map { figure.text($0.value(of: figure)) } ?? "–"
      }
      let mark = result.isReference(universe) ? "*" : ""
      table.add(
        ["\(index + 1)\(mark)", universe.objective.description, name(universe.outliers)]
          + (isCountedTwice ? [header] : []) + ["\(outcome.used)"] + cells + [remark(outcome)])
    }
    let hasSame = result.outcomes.contains { $0.sameAs != nil }
    return table.lines(indent: "  ") + [
      "  *: the reference analysis" + (hasSame ? "; = n: the same fit as analysis n" : "")
    ]
  }

  private func name(_ outliers: OutlierTreatment) -> String {
    switch outliers {
    case .none: "none"
    case .described: "dataset's own rule"
    case .fiveHighest: "five highest"
    case .residuals: "residual > 5 MAD"
    }
  }

  private func remark(_ outcome: UniverseOutcome) -> String {
    if let same = outcome.sameAs { return "= \(same + 1)" }
    if let failure = outcome.failure { return failure }
    return outcome.figures?.converged == false ? "did not converge" : ""
  }

  private var spreadTable: [String] {
    let level = NumberText.percent(result.reference.bootstrap.level)
    var table = TextTable([.left, .right, .left, .left, .left])
    table.add(["", "reference", "\(level) interval", "all analyses", "outside interval"])
    var missing = MissingIntervals(besides: result.reference.remarks)
    for spread in result.spreads {
      let text = spread.figure.text
      if spread.reference.interval == nil, result.reference.bootstrap.replicates > 0 {
        missing.note(spread.figure.rawValue, spread.reference)
      }
      table.add([
        spread.figure.rawValue, text(spread.reference.value),
        NumberText.interval(of: spread.reference, text),
        "\(text(spread.lower)) to \(text(spread.upper))",
        spread.outside.map { "\($0) of \(spread.count) fits" } ?? "–",
      ])
    }
    return table.lines(indent: "  ") + missing.lines(indent: "  ")
  }

  private var remarks: [String] {
    var remarks = result.notes
    if result.reference.bootstrap.replicates == 0 {
      remarks.append("no interval to compare with, because the bootstrap is disabled")
    }
    if isCountedTwice {
      remarks.append(
        "N* and C = k·N·D use the parameter count of the column named in each row")
    }
    return remarks
  }

  private func section(_ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [""] + lines.map { "  \($0)" }
  }
}
