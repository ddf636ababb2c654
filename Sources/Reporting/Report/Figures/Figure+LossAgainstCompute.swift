import Documents
import Planning
import ScalingLaws
import Statistics

extension FigureMaterial {
  /// The loss of the runs against their compute, and the lowest that the law promises.
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
        + "the law gives for each budget",
      description:
        "Loss of \(runCount) against training compute, both logarithmic. The runs lie above "
        + "the compute-optimal frontier, which falls with compute and goes beyond the largest run; its "
        + "interval widens there. The optimal model grows as compute to the power \(exponent).",
      panels: [
        FigurePanel(x: x, y: FigureAxis(title: lossTitle, range: y), layers: layers)
      ], tables: [])
  }
}
