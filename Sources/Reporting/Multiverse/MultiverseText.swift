import Diagnostics
import Documents
import ScalingLaws
import Statistics
import Studies

/// A multiverse as a person reads it in a terminal: the universes, how far each figure moves, and a
/// warning where that is beyond the interval of the reference.
struct MultiverseText {
  let result: MultiverseResult

  var lines: [TextLine] {
    heading.lines() + RemarkText(result.reference.remarks).grave
      + ([""] + universeTable + [""] + spreadTable
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
    let same =
      result.fitCount == count
      ? "each fitted" : "\(result.fitCount) of them fitted, the others being the same fit"
    return [
      "\(result.dataset): \(result.reference.law.equation)",
      "  at C = \(NumberText.significant(result.compute)) FLOP\(source)",
      "  \(count) universes, \(same)",
    ]
  }

  /// Whether the universes differ in the column of N too.
  private var isCountedTwice: Bool { result.parameterHeaders.count > 1 }

  private var universeTable: [String] {
    let figures = MultiverseFigure.allCases
    var table = TextTable(
      [.right, .left, .left] + (isCountedTwice ? [.left] : []) + [.right]
        + figures.map { _ in .right } + [.left])
    table.add(
      ["", "objective", "outliers"] + (isCountedTwice ? ["N"] : []) + ["runs"]
        + figures.map(\.rawValue) + [""])
    for (index, outcome) in result.outcomes.enumerated() {
      let universe = outcome.universe
      let header = universe.counting.flatMap { result.parameterHeaders[$0] } ?? ""
      let cells = figures.map { figure in
        outcome.figures.map { figure.text($0.value(of: figure)) } ?? "–"
      }
      table.add(
        ["\(index + 1)", universe.objective.description, name(universe.outliers)]
          + (isCountedTwice ? [header] : []) + ["\(outcome.used)"] + cells + [remark(outcome)])
    }
    return table.lines(indent: "  ")
  }

  private func name(_ outliers: OutlierTreatment) -> String {
    switch outliers {
    case .none: "none out"
    case .described: "as the dataset says"
    case .fiveHighest: "five highest out"
    case .residuals: "residual > 5 MAD out"
    }
  }

  private func remark(_ outcome: UniverseOutcome) -> String {
    if let same = outcome.sameAs {
      return "same as \(same + 1)" + (result.isReference(outcome.universe) ? ", reference" : "")
    }
    if let failure = outcome.failure { return failure }
    let parts = [
      result.isReference(outcome.universe) ? "reference" : nil,
      outcome.figures?.converged == false ? "did not converge" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  private var spreadTable: [String] {
    let level = NumberText.percent(result.reference.bootstrap.level)
    var table = TextTable([.left, .right, .left, .left, .left])
    table.add(["", "reference", "\(level) interval", "all universes", "outside"])
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
      remarks.append("no interval to compare with: bootstrap disabled")
    }
    if isCountedTwice {
      remarks.append(
        "N* and C = k·N·D count the parameters that the column of N counts in each row")
    }
    return remarks
  }

  private func section(_ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [""] + lines.map { "  \($0)" }
  }
}
