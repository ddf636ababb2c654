import Documents
import EnergyModel
import Escaping
import Planning
import ScalingLaws
import Statistics

/// The energy that losses take.
struct EnergySection: ReportSection {
  let figureTitle: String? = "Energy against loss"

  func figure(_ material: FigureMaterial) -> Figure? { material.energyAgainstLoss }
}

extension FigureMaterial {
  /// The lowest loss against the energy of training, with what published policies make of it.
  var energyAgainstLoss: Figure? {
    guard let frontier = frontierTable, let policies = policyTable, let setting = energySetting,
      let x = Self.axis(
        "Training energy, facility (MWh)",
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
      name: "energy-against-loss", title: "Energy against loss",
      subtitle:
        "Predicted for \(GnuplotText.literal(setting.hardware.title)), \(setting.precision.rawValue), with PUE",
      description:
        "Loss against the energy of training, both logarithmic. The frontier falls with energy; published "
        + "policies lie on or above it, the farther the worse they share the budget. The energy of a budget "
        + "is known to a factor only, which the horizontal intervals show; runs stand where their compute "
        + "would on the same hardware.",
      panels: [
        FigurePanel(x: x, y: FigureAxis(title: lossTitle, range: y), layers: layers)
      ], tables: [])
  }

  private var energySetting: EnergySetting? { record.sweep.first?.energyModel }

  /// Of how many plans one has a round budget.
  private var decadeStride: Int { ComputeOptimum(fit.law) == nil ? 1 : 4 }
}
