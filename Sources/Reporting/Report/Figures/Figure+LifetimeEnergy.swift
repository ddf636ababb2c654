import Documents
import Planning
import ScalingLaws
import Statistics

extension FigureMaterial {
  /// The energy of training and of serving against the tokens served, and the size of the best model.
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
    var top = x
    top.title = ""
    let loss = NumberText.significant(lifetime.loss, digits: 4)
    return Figure(
      name: "lifetime-energy", title: "Energy of a lifetime",
      subtitle: "Models of loss \(loss) that take the least energy to train and to serve",
      description:
        "Two panels against the tokens served. Above, the energy of training and of serving the best model "
        + "for each use, their sum with its interval, and the sum for the model that is cheapest to train: "
        + "the more is served, the more a smaller model saves. Below, the size of the best model, which falls "
        + "with use.",
      panels: [
        FigurePanel(
          x: top, y: y,
          layers: [
            line("lifetime_mwh", "training and serving", .solid, .blue),
            band("lifetime_mwh", "\(level) interval"),
            line("training_mwh", "training alone", .dashed, .vermilion),
            line("serving_mwh", "serving alone", .dotted, .green),
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
