import Documents
import Escaping
import ScalingLaws
import Statistics

/// The runs' deviations from the law.
struct ResidualsSection: ReportSection {
  let figureTitle: String? = "Residuals"

  func figure(_ material: FigureMaterial) -> Figure? { material.residuals }

  func absence(_ record: ReportRecord) -> String {
    "the saved fit does not contain its runs"
  }
}

extension FigureMaterial {
  /// What the residuals are of, with the unit; that of a left side other than L is not known.
  private func residualTitle(isRelative: Bool) -> String {
    let isLoss = fit.law.leftSideText == "L"
    let side = GnuplotText.literal(SymbolText.equation(fit.law.leftSideText))
    guard !isRelative else {
      return "Residual of \(isLoss ? "log L" : "log(\(side))") (dimensionless)"
    }
    return "Residual of \(side)" + (isLoss ? " (\(GnuplotText.literal(fit.predicted.unit)))" : "")
  }

  /// The residuals against N, D and C, which should show no pattern.
  var residuals: Figure? {
    guard let runs = fit.runs, !fit.residuals.isEmpty else { return nil }
    let isRelative = fit.objective.space == "log"
    let sorted = fit.residuals.map(abs).sorted()
    let reach = max(sorted.last ?? 0, 1e-12) * 1.08
    let title = residualTitle(isRelative: isRelative)
    let quantities: [(column: String, title: String, [Double]?, FigureAxis.Numbers)] = [
      ("parameters", "Parameters N", runs.parameterCount, .count),
      ("tokens", "Tokens D", runs.tokenCount, .count),
      ("flop", "Training compute C (FLOP)", runs.compute, .power),
    ]
    let panels = quantities.compactMap { column, name, values, numbers -> FigurePanel? in
      guard let values, let x = Self.axis(name, values, numbers) else { return nil }
      return FigurePanel(
        x: x, y: FigureAxis(title: title, range: -reach...reach, isLogarithmic: false),
        layers: [
          FigureLayer(
            table: "residual-zero", mark: .line(x: column, y: "residual", dash: .solid),
            colour: .vermilion),
          FigureLayer(
            table: drawnRuns, mark: .points(x: column, y: "residual", symbol: .disc), colour: .blue),
        ])
    }
    guard !panels.isEmpty else { return nil }
    let zero = FigureTable(
      "residual-zero", quantities.map(\.column) + ["residual"],
      [\ClosedRange<Double>.lowerBound, \.upperBound].map { end in
        quantities.map { _, _, values, _ in
          number(values.flatMap { Self.range(of: $0)?[keyPath: end] })
        } + ["0"]
      })
    let middle = NumberText.significant(median(of: sorted), digits: 2)
    return Figure(
      name: "residuals", title: "Residuals",
      subtitle: "\(runCount); the median absolute residual is \(middle)",
      description:
        "Residuals of the fit against model size, tokens and compute, one panel each, around a "
        + "line at zero. A slope or a bend would show something that the law does not describe. The median "
        + "absolute residual is \(middle).",
      panels: panels, tables: [zero])
  }
}
