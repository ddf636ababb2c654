import Documents
import ScalingLaws
import Statistics
import Studies

/// The coverage of intervals in a terminal.
struct CoverageText {
  let result: CoverageResult

  var lines: [TextLine] {
    heading.lines() + RemarkText(result.remarks).grave + ([""] + table + [""] + notes).lines()
  }

  private var heading: [String] {
    let isOwn = result.truth.formula == result.law.formula
    let sigma =
      result.isLogarithmic
      ? "\(NumberText.significant(100 * result.sigma)) % of the \(result.predicted.name)"
      : "\(NumberText.significant(result.sigma)) \(result.predicted.unit)"
    return [
      "\(result.dataset): \(result.law.equation)",
      "  \(result.setCount) simulated sets of \(result.runCount) runs; "
        + (isOwn ? "this law is the truth" : "the truth is \(result.truth.equation)"),
      "  \(noise) noise, \(sigma); \(result.options.objective), "
        + "\(result.options.replicateCount) replicates",
    ]
  }

  private var noise: String {
    switch result.noise {
    case .gaussian: "Gaussian"
    case .t3: "Student's t(3)"
    case .heteroscedastic: "heteroscedastic"
    case .residuals: "resampled"
    }
  }

  private var level: String { NumberText.percent(result.options.level) }

  private var table: [String] {
    var table = TextTable([.left, .left, .right, .right])
    table.add(["", "\(level) intervals that cover", "without", "width"])
    for figure in result.figures {
      let budget =
        ["N*", "L"].contains(figure.name)
        ? " at \(NumberText.significant(result.compute)) FLOP" : ""
      table.addTitle(
        "\(figure.name)\(budget), truly \(NumberText.significant(figure.truth, digits: 4))")
      for score in figure.scores {
        table.add([
          "  \(score.method.rawValue)", coverage(score),
          "\(result.setCount - score.intervals)", width(score, figure),
        ])
      }
    }
    return table.lines(indent: "  ")
  }

  private func coverage(_ score: CoverageScore) -> String {
    func percent(_ share: Double) -> String { NumberText.fixed(100 * share, decimals: 1) + " %" }
    guard let coverage = score.coverage else { return "–" }
    return "\(percent(coverage.value)) \(NumberText.interval(coverage.interval, percent))"
  }

  private func width(_ score: CoverageScore, _ figure: CoverageFigure) -> String {
    guard let width = score.medianWidth, let ideal = figure.idealWidth else { return "–" }
    return width.isFinite ? NumberText.fixed(width / ideal, decimals: 2) : "∞"
  }

  private var notes: [String] {
    var notes = [
      "that cover: share of the intervals that contain the true value, with its Wilson interval",
      "without: sets without an interval",
      "width: median, relative to the interval from the true covariance by least squares",
    ]
    if !result.choices.isEmpty {
      let choices = IntervalMethod.allCases.compactMap { method in
        result.choices[method].map { "\(method.rawValue) in \($0)" }
      }
      notes.append("auto chose \(choices.joined(separator: ", ")) of \(result.setCount) sets")
    }
    if result.failedSets > 0 {
      notes.append("\(result.failedSets) of \(result.setCount) sets could not be fitted")
    }
    return notes.map { "  \($0)" }
  }
}
