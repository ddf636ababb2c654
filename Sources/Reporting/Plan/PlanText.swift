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
      lines += (["", "  for \(target)"] + table(plan)).lines() + remarks(plan) + calibrated(plan)
    }
    // Plans for the same hardware share their assumptions, which are listed once.
    var listed: [EnergySetting] = []
    for plan in plans where hasEnergy(plan) && !listed.contains(plan.energyModel) {
      listed.append(plan.energyModel)
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
    func plain(_ value: Double) -> String { NumberText.rounded(value) }
    let level = NumberText.percent(fit.bootstrap.level)
    table.add(["", "estimate", "\(level) interval", "unit"])
    if let variable = plan.variable {
      let (symbol, value) = (variable.variable.symbol, variable.value)
      if variable.variable == .parameterCount || variable.variable == .tokenCount {
        addCount(symbol, value, variable.unit)
      } else {
        add(symbol, value, variable.unit, plain)
      }
    } else {
      add("C", plan.compute, "FLOP", plain)
      addCount("N*", plan.parameterCount, "parameters")
      addCount("D*", plan.tokenCount, "tokens")
      add("D*/N*", plan.tokensPerParameter, "tokens per parameter", plain)
    }
    add(fit.predicted.name, plan.loss, fit.predicted.unit) { NumberText.significant($0, digits: 4) }
    guard hasEnergy(plan) else {
      return table.lines(indent: "    ") + missing.lines(indent: "    ") + limits(plan)
    }
    addCount("time", plan.acceleratorHours, "\(plan.energyModel.hardware.name) hours")
    add("energy", plan.energyInMegawattHours, "MWh", plain)
    add("emissions", plan.emissionsInTonnes, "tCO2e", plain)
    if let serving = plan.serving {
      add("serving", serving.energyInMegawattHours, "MWh", plain)
      add("lifetime", serving.lifetimeEnergyInMegawattHours, "MWh", plain)
      add("serving share", serving.share, "of lifetime energy", plain)
    }
    return table.lines(indent: "    ") + basis(plan.serving) + missing.lines(indent: "    ")
      + limits(plan)
  }

  /// Whether a plan has a compute, from which time, energy and emissions follow.
  private func hasEnergy(_ plan: Plan) -> Bool {
    plan.variable.map { $0.variable == .compute } ?? true
  }

  /// What a law of one variable does not give.
  private func limits(_ plan: Plan) -> [String] {
    guard let variable = plan.variable else { return [] }
    let others = variable.variable == .compute ? "N and D" : "compute and energy"
    return
      "the law depends on \(variable.variable.symbol) alone, so the plan does not give \(others)"
      .wrapped(indent: "    ")
  }

  /// What the energy of serving is computed from.
  private func basis(_ serving: ServingPlan?) -> [String] {
    guard let serving else { return [] }
    let source =
      serving.energyRatio.map { "κ = \(NumberText.significant($0))" }
      ?? "\(serving.precision?.rawValue ?? "") weights on \(serving.hardware?.name ?? ""), based on "
      + "measured models"
    return ["    serving: \(NumberText.count(serving.tokens)) tokens, \(source)"]
  }

  /// The plan by the ensemble, and what limits it.
  private func calibrated(_ plan: Plan) -> [TextLine] {
    guard let calibrated = plan.calibrated else { return [] }
    var table = TextTable([.left, .right, .left, .left])
    func add(_ name: String, _ estimate: Estimate?, _ unit: String, _ text: (Double) -> String) {
      guard let estimate else { return }
      table.add([name, text(estimate.value), NumberText.interval(of: estimate, text), unit])
    }
    func addCount(_ name: String, _ estimate: Estimate, _ unit: String) {
      table.add([
        name, NumberText.count(estimate.value), NumberText.countInterval(of: estimate), unit,
      ])
    }
    func plain(_ value: Double) -> String { NumberText.rounded(value) }
    table.add([
      "calibrated", "median", "\(NumberText.percent(fit.bootstrap.level)) interval", "unit",
    ])
    add("C", calibrated.compute, "FLOP", plain)
    addCount("N*", calibrated.parameterCount, "parameters")
    addCount("D*", calibrated.tokenCount, "tokens")
    add("D*/N*", calibrated.tokensPerParameter, "tokens per parameter", plain)
    add(fit.predicted.name, calibrated.loss, fit.predicted.unit) {
      NumberText.significant($0, digits: 4)
    }
    add("energy", calibrated.energyInMegawattHours, "MWh", plain)
    add("emissions", calibrated.emissionsInTonnes, "tCO2e", plain)
    return ([""] + table.lines(indent: "    ")).lines()
      + RemarkText(calibrated.remarks, indent: "    ").all
  }

  private func remarks(_ plan: Plan) -> [TextLine] {
    RemarkText(plan.remarks, indent: "    ").all
  }

  private func assumptions(_ setting: EnergySetting) -> [String] {
    [
      "  energy: \(setting.evidence.rawValue), \(setting.boundary.rawValue) boundary; "
        + "\(setting.hardware.title), \(setting.precision.rawValue)"
    ]
      + AssumptionTable(level: fit.bootstrap.level).lines(setting.assumptions, indent: "    ")
  }
}
