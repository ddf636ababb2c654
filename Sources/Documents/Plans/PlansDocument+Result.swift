import EnergyModel
package import Planning
package import ScalingLaws
import Statistics

extension PlansDocument {
  /// The plans of each fit.
  package init(_ results: [(fit: FittedLaw, plans: [Planning.Plan])]) {
    plans = results.flatMap { fit, plans in plans.map { Plan($0, fit: fit) } }
  }
}

extension PlansDocument.Plan {
  /// A plan by the law of `fit`.
  package init(_ plan: Plan, fit: FittedLaw) {
    dataset = fit.dataset.name
    law = fit.law.name
    target = PlansDocument.Target(plan.target)
    compute = UnitEstimate(estimate: plan.compute, unit: "FLOP")
    parameterCount = UnitEstimate(estimate: plan.parameterCount, unit: "parameters")
    tokenCount = UnitEstimate(estimate: plan.tokenCount, unit: "tokens")
    tokensPerParameter = UnitEstimate(
      estimate: plan.tokensPerParameter, unit: "tokens per parameter")
    quantity = fit.predicted.name
    loss = UnitEstimate(estimate: plan.loss, unit: fit.predicted.unit)
    acceleratorTime = UnitEstimate(estimate: plan.acceleratorHours, unit: "accelerator-hours")
    energy = UnitEstimate(estimate: plan.energyInMegawattHours, unit: "MWh")
    emissions = UnitEstimate(estimate: plan.emissionsInTonnes, unit: "tCO2e")
    serving = Nullable(plan.serving.map(PlansDocument.Serving.init))
    variable = Nullable(plan.variable.map { PlansDocument.Variable($0) })
    calibrated = Nullable(
      plan.calibrated.map { PlansDocument.Calibrated($0, lossUnit: fit.predicted.unit) })
    decadesBeyondData = DecadesBeyondData(plan.distance)
    energyModel = PlansDocument.EnergyForm(plan.energyModel, level: fit.bootstrap.level)
    notes = plan.notes
    remarks = (fit.remarks + plan.remarks + (plan.calibrated?.remarks ?? [])).gravestFirst
  }

  /// The figures in the order in which they are reported.
  package var figures: [(name: String, estimate: UnitEstimate)] {
    let costs = [
      ("accelerator_time", acceleratorTime), ("energy", energy), ("emissions", emissions),
    ]
    if let variable = variable.value {
      let names = ["C": "compute", "N": "parameters", "D": "tokens"]
      return [(names[variable.symbol] ?? variable.symbol, variable.value), (quantity, loss)]
        + (variable.symbol == "C" ? costs : [])
    }
    return [
      ("compute", compute), ("parameters", parameterCount), ("tokens", tokenCount),
      ("tokens_per_parameter", tokensPerParameter), (quantity, loss),
    ] + costs
      + (serving.value.map {
        [
          ("serving_energy", $0.energy), ("lifetime_energy", $0.lifetimeEnergy),
          ("serving_share", $0.share),
        ]
      } ?? [])
      + (calibrated.value?.figures(quantity: quantity) ?? [])
  }
}

extension PlansDocument.Calibrated {
  fileprivate init(_ plan: CalibratedPlan, lossUnit: String) {
    func optional(_ estimate: Estimate?, _ unit: String) -> Nullable<UnitEstimate> {
      Nullable(estimate.map { UnitEstimate(estimate: $0, unit: unit) })
    }
    compute = optional(plan.compute, "FLOP")
    parameterCount = UnitEstimate(estimate: plan.parameterCount, unit: "parameters")
    tokenCount = UnitEstimate(estimate: plan.tokenCount, unit: "tokens")
    tokensPerParameter = UnitEstimate(
      estimate: plan.tokensPerParameter, unit: "tokens per parameter")
    loss = UnitEstimate(estimate: plan.loss, unit: lossUnit)
    energy = optional(plan.energyInMegawattHours, "MWh")
    emissions = optional(plan.emissionsInTonnes, "tCO2e")
  }

  /// The figures in the order in which they are reported.
  fileprivate func figures(quantity: String) -> [(name: String, estimate: UnitEstimate)] {
    let all: [(String, UnitEstimate?)] = [
      ("compute", compute.value), ("parameters", parameterCount), ("tokens", tokenCount),
      ("tokens_per_parameter", tokensPerParameter), (quantity, loss), ("energy", energy.value),
      ("emissions", emissions.value),
    ]
    return all.compactMap { name, estimate in estimate.map { ("calibrated_" + name, $0) } }
  }
}

extension PlansDocument.Variable {
  fileprivate init(_ planned: PlannedVariable) {
    symbol = planned.variable.symbol
    value = UnitEstimate(estimate: planned.value, unit: planned.unit)
    lower = planned.range.lowerBound
    upper = planned.range.upperBound
    reached = Nullable(planned.reached)
    draws = planned.drawCount
  }
}

extension PlannedVariable {
  /// The unit of the variable.
  package var unit: String {
    switch variable {
    case .compute: "FLOP"
    case .parameterCount: "parameters"
    case .tokenCount: "tokens"
    case .loss: "units of L"
    case .column(let header): "units of '\(header)'"
    }
  }
}

extension PlansDocument.Serving {
  fileprivate init(_ serving: ServingPlan) {
    tokens = serving.tokens
    kappa = Nullable(serving.energyRatio)
    hardware = Nullable(serving.hardware?.name)
    precision = Nullable(serving.precision?.rawValue)
    energy = UnitEstimate(estimate: serving.energyInMegawattHours, unit: "MWh")
    lifetimeEnergy = UnitEstimate(estimate: serving.lifetimeEnergyInMegawattHours, unit: "MWh")
    share = UnitEstimate(estimate: serving.share, unit: "1")
  }
}

extension PlansDocument.EnergyForm {
  fileprivate init(_ setting: EnergySetting, level: Double) {
    hardware = setting.hardware.name
    precision = setting.precision.rawValue
    boundary = setting.boundary.rawValue
    evidence = setting.evidence.rawValue
    assumptions = setting.assumptions.map { AssumptionForm($0, level: level) }
  }
}

extension PlansDocument.Target {
  fileprivate init(_ target: PlanTarget) {
    var (compute, loss, accelerators, days): (Double?, Double?, Int?, Double?)
    var (energy, emissions, money): (Double?, Double?, Double?)
    switch target {
    case .compute(let value): compute = value
    case .loss(let value): loss = value
    case .cluster(let count, let seconds): (accelerators, days) = (count, seconds / 86400)
    case .energy(let value): energy = value / EnergyUnit.joulesPerMegawattHour
    case .emissions(let value): emissions = value
    case .money(let value, _): money = value
    }
    self.compute = Nullable(compute)
    self.loss = Nullable(loss)
    self.accelerators = Nullable(accelerators)
    self.days = Nullable(days)
    self.energy = Nullable(energy)
    self.emissions = Nullable(emissions)
    self.money = Nullable(money)
  }
}

extension Plan {
  /// The target of the plan in words, where a loss is the `quantity` that the law predicts.
  package func targetText(quantity: String) -> String {
    func number(_ value: Double) -> String { NumberText.significant(value) }
    return switch target {
    case .compute(let compute): "\(number(compute)) FLOP"
    case .loss(let loss): "\(quantity) \(loss)"
    case .cluster(let accelerators, let seconds):
      "\(accelerators) × \(energyModel.hardware.name) for \(number(seconds / 86400)) days"
    case .energy(let energy): "\(number(energy / EnergyUnit.joulesPerMegawattHour)) MWh"
    case .emissions(let emissions): "\(number(emissions)) tCO2e"
    case .money(let money, let prices):
      "a budget of \(NumberText.count(money)) at "
        + [
          prices.perAcceleratorHour > 0
            ? "\(number(prices.perAcceleratorHour)) per accelerator-hour" : nil,
          prices.perKilowattHour > 0 ? "\(number(prices.perKilowattHour)) per kWh" : nil,
        ].compactMap { $0 }.joined(separator: " and ")
    }
  }
}
