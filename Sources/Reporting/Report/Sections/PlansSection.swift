import Documents
import Planning
import ScalingLaws
import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Plans for budgets from the smallest run to well beyond the largest.
struct PlansSection: ReportSection {
  let figureTitle: String? = "Loss against compute"

  func figure(_ material: FigureMaterial) -> Figure? { material.lossAgainstCompute }

  func table(_ record: ReportRecord) -> ReportTable? {
    // Whole decades; the figures show the budgets between them.
    let shown = record.sweep.filter { abs(log10($0.compute.value).remainder(dividingBy: 1)) < 1e-6 }
    guard !shown.isEmpty else { return nil }
    func pair(_ estimate: Estimate, _ text: (Double) -> String) -> ReportTable.Cell {
      ReportTable.Cell(
        text(estimate.value), interval: estimate.interval.map { NumberText.interval($0, text) })
    }
    func count(_ estimate: Estimate) -> ReportTable.Cell {
      ReportTable.Cell(
        NumberText.count(estimate.value),
        interval: estimate.interval.map { NumberText.countInterval($0) })
    }
    func plain(_ value: Double) -> String { NumberText.significant(value) }
    return ReportTable(
      key: "plans-by-budget", title: "Plans by budget",
      text: "Loss in \(record.fit.predicted.unit); data/plans.csv has more budgets.",
      header: [
        "C (FLOP)", "N* (parameters)", "D* (tokens)", "D*/N*", "Loss", "Energy (MWh)",
        "Emissions (tCO₂e)",
      ],
      rows: shown.map { plan in
        [
          ReportTable.Cell(NumberText.scientific(plan.compute.value, digits: 2)),
          count(plan.parameterCount), count(plan.tokenCount),
          pair(plan.tokensPerParameter, plain),
          pair(plan.loss) { NumberText.significant($0, digits: 4) },
          pair(plan.energyInMegawattHours, plain), pair(plan.emissionsInTonnes, plain),
        ]
      }, numbers: Set(0..<7))
  }
}

extension FigureMaterial {
  /// The loss of the runs against their compute, and the law's lowest loss for each budget.
  var lossAgainstCompute: Figure? {
    guard let frontier = frontierTable, let runs = fit.runs, let compute = runs.compute,
      let loss = runs.loss,
      let x = Self.axis(
        "Training compute C (FLOP)", compute + record.sweep.map(\.compute.value), .power),
      let y = Self.range(of: loss + record.sweep.map(\.loss.value))
    else { return nil }
    var layers = [self.runs("flop", "loss")]
    if !fit.draws.isEmpty {
      layers.append(
        FigureLayer(
          table: frontier.name, mark: .band(x: "flop", lower: "loss_lower", upper: "loss_upper"),
          title: "\(NumberText.percent(fit.bootstrap.level)) interval", colour: .blue))
    }
    layers.append(
      FigureLayer(
        table: frontier.name, mark: .line(x: "flop", y: "loss", dash: .solid),
        title: "compute-optimal frontier", colour: .blue))
    let exponent = fit.derived["a"].map { NumberText.significant($0.value) } ?? "–"
    return Figure(
      name: "loss-against-compute", title: "Loss against compute",
      subtitle:
        "\(runCount); the line is the \(fit.predicted.isLoss ? "lowest loss" : "best value") "
        + "the law predicts for each budget",
      description:
        "Loss of \(runCount) against training compute, on logarithmic axes. The runs lie above "
        + "the compute-optimal frontier, which falls with compute and extends beyond the largest run, "
        + "where its interval widens. The optimal model size grows as C^\(exponent).",
      panels: [
        FigurePanel(x: x, y: FigureAxis(title: lossTitle, range: y), layers: layers)
      ], tables: [])
  }
}
