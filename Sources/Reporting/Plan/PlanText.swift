import Documents
import EnergyModel
import Planning
import ScalingLaws
import Statistics

/// Plans as a person reads them in a terminal.
struct PlanText {
  let fit: FittedLaw
  let plans: [Plan]

  var lines: [TextLine] {
    var lines = [TextLine(text: "\(fit.dataset.name): \(fit.law.equation)")]
    lines += RemarkText(fit.remarks).grave
    for plan in plans {
      let target = plan.targetText(quantity: fit.predicted.name)
      lines += (["", "  for \(target)"] + table(plan)).lines() + remarks(plan)
    }
    // Plans for the same hardware rest on the same assumptions, which are told once.
    var told: [EnergySetting] = []
    for plan in plans where !told.contains(plan.energyModel) {
      told.append(plan.energyModel)
      lines += ([""] + assumptions(plan.energyModel)).lines()
    }
    return lines
  }

  private func table(_ plan: Plan) -> [String] {
    var table = TextTable([.left, .right, .left, .left])
    var missing = MissingIntervals(besides: fit.remarks + plan.remarks)
    func add(_ name: String, _ estimate: Estimate, _ unit: String, _ text: (Double) -> String) {
      if estimate.interval == nil { missing.note(name, estimate) }
      table.add([name, text(estimate.value), NumberText.interval(of: estimate, text), unit])
    }
    func addCount(_ name: String, _ estimate: Estimate, _ unit: String) {
      if estimate.interval == nil { missing.note(name, estimate) }
      table.add([
        name, NumberText.count(estimate.value), NumberText.countInterval(of: estimate), unit,
      ])
    }
    func plain(_ value: Double) -> String { NumberText.significant(value) }
    let level = NumberText.percent(fit.bootstrap.level)
    table.add(["", "estimate", "\(level) interval", ""])
    add("C", plan.compute, "FLOP", plain)
    addCount("N*", plan.parameterCount, "parameters")
    addCount("D*", plan.tokenCount, "tokens")
    add("D*/N*", plan.tokensPerParameter, "tokens per parameter", plain)
    add(fit.predicted.name, plan.loss, fit.predicted.unit) { NumberText.significant($0, digits: 4) }
    addCount("time", plan.acceleratorHours, "\(plan.energyModel.hardware.name) hours")
    add("energy", plan.energyInMegawattHours, "MWh", plain)
    add("emissions", plan.emissionsInTonnes, "tCO2e", plain)
    if let serving = plan.serving {
      let tokens = NumberText.count(serving.tokens)
      let basis =
        serving.energyRatio.map { "κ \(plain($0))" }
        ?? "as measured models, \(serving.precision?.rawValue ?? "") weights on "
        + (serving.hardware?.name ?? "")
      add("serving", serving.energyInMegawattHours, "MWh, for \(tokens) tokens, \(basis)", plain)
      add("lifetime", serving.lifetimeEnergyInMegawattHours, "MWh", plain)
      add("share", serving.share, "of serving in the lifetime's energy", plain)
    }
    return table.lines(indent: "    ") + missing.lines(indent: "    ")
  }

  private func remarks(_ plan: Plan) -> [TextLine] {
    RemarkText(plan.remarks, indent: "    ").all
  }

  private func assumptions(_ setting: EnergySetting) -> [String] {
    let lines = [
      "  energy: \(setting.evidence.rawValue), at the boundary of the \(setting.boundary.rawValue); "
        + "\(setting.hardware.title), \(setting.precision.rawValue)"
    ]
    let level = fit.bootstrap.level
    var table = TextTable([.left, .right, .left, .left])
    for assumption in setting.assumptions {
      let ends = [assumption.quantile((1 - level) / 2), assumption.quantile((1 + level) / 2)]
        .map { NumberText.significant($0) }
      let unit = assumption.quantity.unit
      table.add([
        assumption.quantity.title,
        NumberText.significant(assumption.median) + (unit == "1" ? "" : " \(unit)"),
        assumption.distribution.isFixed ? "fixed" : "[\(ends[0]), \(ends[1])]",
        assumption.source.citation,
      ])
    }
    return lines + table.lines(indent: "    ")
  }
}
