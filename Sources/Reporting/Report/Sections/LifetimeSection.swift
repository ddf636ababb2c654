import Documents
import Planning
import ScalingLaws
import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The energy of training and serving together.
struct LifetimeSection: ReportSection {
  let figureTitle: String? = "Lifetime energy"

  func figure(_ material: FigureMaterial) -> Figure? { material.lifetimeEnergy }

  func absence(_ record: ReportRecord) -> String {
    record.lifetimeRefusal ?? record.noPlan
  }

  func table(_ record: ReportRecord) -> ReportTable? {
    guard let lifetime = record.lifetime else { return nil }
    // Whole decades; the figure shows the uses between them.
    let shown = lifetime.uses.filter {
      abs(log10($0.tokens).remainder(dividingBy: 1)) < 1e-6
    }
    func energy(_ estimate: Estimate) -> ReportTable.Cell {
      let text = { (value: Double) in NumberText.significant(value) }
      return ReportTable.Cell(
        text(estimate.value), interval: estimate.interval.map { NumberText.interval($0, text) })
    }
    return ReportTable(
      key: "lifetime-energy", title: "Training and serving",
      text:
        "Models with loss \(NumberText.significant(lifetime.loss, digits: 4)) and the least lifetime energy, "
        + "by the number of tokens served; the last column is the lifetime energy of the compute-optimal "
        + "model. " + sentence(lifetime.cost.text),
      header: [
        "Tokens served", "N", "D (tokens)", "Training (MWh)", "Serving (MWh)", "Lifetime (MWh)",
        "Optimal (MWh)",
      ],
      rows: shown.map { use in
        [
          ReportTable.Cell(NumberText.count(use.tokens)),
          ReportTable.Cell(NumberText.count(use.plan.parameterCount.value)),
          ReportTable.Cell(NumberText.count(use.plan.tokenCount.value)),
          energy(use.plan.energyInMegawattHours),
        ]
          + (use.plan.serving.map {
            [energy($0.energyInMegawattHours), energy($0.lifetimeEnergyInMegawattHours)]
          } ?? [])
          + [energy(use.computeOptimalEnergy)]
      }, numbers: Set(0..<7))
  }
}

extension FigureMaterial {
  /// Training and serving energy against tokens served, and the size of the best model.
  var lifetimeEnergy: Figure? {
    guard let lifetime = record.lifetime, let x = axis(lifetime),
      let y = Self.axis(
        "Energy (MWh)",
        lifetime.uses.flatMap { use in
          [use.plan.energyInMegawattHours.value, use.computeOptimalEnergy.value]
            + (use.plan.serving.map {
              ends($0.lifetimeEnergyInMegawattHours) + [$0.energyInMegawattHours.value]
            } ?? [])
        }, .power),
      let sizes = Self.axis(
        "Parameters N",
        lifetime.uses.flatMap { ends($0.plan.parameterCount) }
          + (record.answer.map { [$0.parameterCount.value] } ?? []), .count)
    else { return nil }
    let table = lifetimeTable(lifetime)
    func line(
      _ column: String, _ title: String?, _ dash: FigureLayer.Dash, _ colour: FigureColour
    ) -> FigureLayer {
      FigureLayer(
        table: table.name, mark: .line(x: "served_tokens", y: column, dash: dash), title: title,
        colour: colour)
    }
    func band(_ column: String, _ title: String?) -> FigureLayer {
      FigureLayer(
        table: table.name,
        mark: .band(x: "served_tokens", lower: "\(column)_lower", upper: "\(column)_upper"),
        title: title, colour: .blue)
    }
    let level = NumberText.percent(fit.bootstrap.level)
    let loss = NumberText.significant(lifetime.loss, digits: 4)
    return Figure(
      name: "lifetime-energy", title: "Lifetime energy",
      subtitle: "Models with loss \(loss) that take the least energy to train and serve",
      description:
        "Two panels against tokens served. Top: training and serving energy of the best model for each use, "
        + "their sum with its interval, and the sum for the compute-optimal model; the more tokens are "
        + "served, the more energy a smaller model saves. Bottom: the size of the best model, which falls "
        + "with use.",
      panels: [
        FigurePanel(
          x: x, y: y,
          layers: [
            line("lifetime_mwh", "training and serving", .solid, .blue),
            band("lifetime_mwh", "\(level) interval"),
            line("training_mwh", "training", .dashed, .vermilion),
            line("serving_mwh", "serving", .dotted, .green),
            line("compute_optimal_mwh", "both, compute-optimal", .dashDotted, .purple),
          ]),
        FigurePanel(
          x: x, y: sizes,
          layers: [
            line("parameters", nil, .solid, .blue), band("parameters", nil),
            line("compute_optimal_parameters", nil, .dashDotted, .purple),
          ]),
      ], tables: [table])
  }

  private func axis(_ lifetime: LifetimeComparison) -> FigureAxis? {
    Self.axis("Tokens served", lifetime.uses.map(\.tokens), .count)
  }

  private func lifetimeTable(_ lifetime: LifetimeComparison) -> FigureTable {
    let names = [
      "parameters", "tokens", "training_mwh", "serving_mwh", "lifetime_mwh", "serving_share",
      "compute_optimal_mwh",
    ]
    return FigureTable(
      "lifetime",
      ["served_tokens"] + names.flatMap { [$0, "\($0)_lower", "\($0)_upper"] }
        + ["compute_optimal_parameters"],
      lifetime.uses.map { use in
        let plan = use.plan
        let quantities: [Estimate?] = [
          plan.parameterCount, plan.tokenCount, plan.energyInMegawattHours,
          plan.serving?.energyInMegawattHours, plan.serving?.lifetimeEnergyInMegawattHours,
          plan.serving?.share, use.computeOptimalEnergy,
        ]
        return [number(use.tokens)]
          + quantities.flatMap {
            [number($0?.value), number($0?.interval?.lower), number($0?.interval?.upper)]
          } + [number(record.answer?.parameterCount.value)]
      })
  }
}
