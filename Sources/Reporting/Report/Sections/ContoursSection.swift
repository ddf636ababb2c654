import Documents
import Escaping
import Planning
import ScalingLaws
import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The law's loss as a function of N and C.
struct ContoursSection: ReportSection {
  let figureTitle: String? = "Contours of equal loss"

  func figure(_ material: FigureMaterial) -> Figure? { material.isoLossContours }
}

extension FigureMaterial {
  /// Contours of equal loss over N and C, with the runs and the best N for each C.
  var isoLossContours: Figure? {
    guard let frontier = frontierTable, let runs = fit.runs, let compute = runs.compute,
      let parameters = runs.parameterCount,
      let x = Self.axis("Training compute C (FLOP)", compute, .power),
      let y = Self.axis("Parameters N", parameters, .count)
    else { return nil }
    // Losses of the frontier at evenly spaced budgets give evenly spread contours.
    let plans = record.sweep.filter { x.range.contains($0.compute.value) }
    let levels = PageData.every(max(1, (plans.count + 5) / 6), plans)
      .map { ($0.loss.value * 100).rounded() / 100 }
    let contours = Set(levels).sorted().map { level in
      (level: level, points: contour(level, x: x.range, y: y.range))
    }.filter { $0.points.count > 1 }
    guard !contours.isEmpty else { return nil }
    let table = FigureTable(
      "contours", ["series", "loss", "flop", "parameters"],
      contours.enumerated().flatMap { series, contour in
        contour.points.map { point in
          ["\(series)", number(contour.level), number(point.compute), number(point.parameters)]
        }
      })
    let lines = contours.indices.map { series in
      FigureLayer(
        table: table.name, mark: .line(x: "flop", y: "parameters", dash: .solid),
        title: series == 0 ? "equal predicted loss" : nil,
        colour: .scale(series, of: contours.count), series: series)
    }
    let labels = contours.compactMap { contour -> FigureLabel? in
      // Beside the upper branch, where there are few runs.
      guard let place = contour.points.max(by: { $0.parameters < $1.parameters }) else {
        return nil
      }
      return FigureLabel(
        text: NumberText.significant(contour.level), x: place.compute, y: place.parameters,
        endsAtPoint: true)
    }
    return Figure(
      name: "isoloss-contours", title: "Contours of equal loss",
      subtitle: "\(runCount); labels are losses in \(GnuplotText.literal(fit.predicted.unit))",
      description:
        "Model size against training compute, on logarithmic axes, with \(runCount). Contours of equal loss "
        + "open to the right; the compute-optimal frontier passes through their leftmost points, which need "
        + "the least compute.",
      panels: [
        FigurePanel(
          x: x, y: y,
          layers: lines + [
            self.runs("flop", "parameters"),
            FigureLayer(
              table: frontier.name, mark: .line(x: "flop", y: "parameters", dash: .dashed),
              title: "compute-optimal frontier", colour: .vermilion),
          ],
          labels: FigureLabel.apart(labels, x: x.range, y: y.range))
      ], tables: [table])
  }

  /// The points at which the law predicts `level`, by rising N.
  private func contour(
    _ level: Double, x: ClosedRange<Double>, y: ClosedRange<Double>
  ) -> [(compute: Double, parameters: Double)] {
    let k = fit.dataset.flopPerParameterToken
    let steps = 160
    return (0...steps).compactMap { step in
      let share = Double(step) / Double(steps)
      let parameters = exp(log(y.lowerBound) + share * log(y.upperBound / y.lowerBound))
      // L falls with D: bisect in log D.
      var (low, high) = (
        log(x.lowerBound / (k * parameters)) - 1, log(x.upperBound / (k * parameters)) + 1
      )
      func loss(_ logTokens: Double) -> Double {
        fit.law.loss(
          parameterCount: parameters, tokenCount: exp(logTokens), values: fit.values)
      }
      guard loss(low) >= level, loss(high) <= level else { return nil }
      for _ in 0..<40 {
        let middle = (low + high) / 2
        if loss(middle) > level { low = middle } else { high = middle }
      }
      let compute = k * parameters * exp(high)
      return x.contains(compute) ? (compute, parameters) : nil
    }
  }
}
