import Documents
import EnergyModel
import Escaping
import Planning
import ScalingLaws
import Statistics

/// The training energy of a loss.
struct EnergySection: ReportSection {
  let figureTitle: String? = "Loss against training energy"

  func figure(_ material: FigureMaterial) -> Figure? { material.energyAgainstLoss }
}

extension FigureMaterial {
  /// The lowest loss against training energy, with published policies.
  var energyAgainstLoss: Figure? {
    guard let frontier = frontierTable, let policies = policyTable, let setting = energySetting,
      let x = Self.axis(
        "Training energy at the facility (MWh)",
        record.sweep.map(\.energyInMegawattHours.value)
          + (fit.runs?.compute ?? []).compactMap { record.energy(compute: $0) }, .power),
      let y = Self.range(of: record.sweep.map(\.loss.value) + (fit.runs?.loss ?? []))
    else { return nil }
    let level = NumberText.percent(fit.bootstrap.level)
    var layers: [FigureLayer] = []
    if fit.runs?.compute != nil, fit.runs?.loss != nil {
      layers.append(runs("predicted_energy_mwh", "loss"))
    }
    layers.append(
      FigureLayer(
        table: frontier.name, mark: .line(x: "energy_mwh", y: "loss", dash: .solid),
        title: "compute-optimal frontier", colour: .blue))
    if !fit.draws.isEmpty {
      layers.append(
        FigureLayer(
          table: frontier.name,
          mark: .band(x: "energy_mwh", lower: "loss_lower", upper: "loss_upper"),
          title: "\(level) interval, loss", colour: .blue))
    }
    layers += policyLines(policies, x: "energy_mwh", y: "loss", titled: true)
    layers.append(
      FigureLayer(
        table: frontier.name,
        mark: .horizontalIntervals(
          x: "energy_mwh", y: "loss", lower: "energy_mwh_lower", upper: "energy_mwh_upper",
          symbol: .square),
        title: "\(level) interval, energy", colour: .ink, stride: decadeStride, scale: 1.2))
    return Figure(
      name: "energy-against-loss", title: "Loss against training energy",
      subtitle:
        "Predicted for \(GnuplotText.literal(setting.hardware.title)), \(setting.precision.rawValue), with PUE",
      description:
        "Loss against training energy, on logarithmic axes. The frontier falls with energy; published "
        + "policies lie on or above it, and the farther above, the worse their split of the budget. The "
        + "horizontal intervals show how uncertain the energy of a budget is. Runs are placed at "
        + "the energy that their compute would need on the same hardware.",
      panels: [
        FigurePanel(x: x, y: FigureAxis(title: lossTitle, range: y), layers: layers)
      ], tables: [])
  }

  private var energySetting: EnergySetting? { record.sweep.first?.energyModel }

  /// The number of plans from one round budget to the next.
  private var decadeStride: Int { ComputeOptimum(fit.law) == nil ? 1 : 4 }
}
