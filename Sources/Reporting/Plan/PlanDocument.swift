import EnergyModel
import Planning
import ScalingLaws
import Statistics

/// A plan as JSON: each figure with its interval and unit, and what the energy rests on.
struct PlanDocument: Encodable {
  let dataset: String
  let law: String
  let target: Target
  let compute: UnitEstimate
  let parameterCount: UnitEstimate
  let tokenCount: UnitEstimate
  let tokensPerParameter: UnitEstimate
  /// What ``loss`` is of.
  let quantity: String
  let loss: UnitEstimate
  let acceleratorTime: UnitEstimate
  let energy: UnitEstimate
  let emissions: UnitEstimate
  let serving: Nullable<ServingForm>
  let decadesBeyondData: ExtrapolationForm
  let energyModel: EnergyForm
  let notes: [String]
  let remarks: [Remark]

  /// What was given: a compute in FLOP, a loss, a number of accelerators and days, an energy in MWh,
  /// emissions in tCO2e, or money; the others are null.
  struct Target: Encodable {
    var compute = Nullable<Double>(nil)
    var loss = Nullable<Double>(nil)
    var accelerators = Nullable<Int>(nil)
    var days = Nullable<Double>(nil)
    var energy = Nullable<Double>(nil)
    var emissions = Nullable<Double>(nil)
    var money = Nullable<Double>(nil)
    var text: String

    private enum CodingKeys: String, CodingKey {
      case compute, loss, accelerators, days, energy, emissions, money
    }
  }

  /// What serving takes.
  struct ServingForm: Encodable {
    let tokens: Double
    let kappa: Nullable<Double>
    let hardware: Nullable<String>
    let precision: Nullable<String>
    let energy: UnitEstimate
    let lifetimeEnergy: UnitEstimate
    let share: UnitEstimate
  }

  /// How far the plan lies beyond the runs, in decades; null where it has no bound.
  struct ExtrapolationForm: Encodable {
    let compute: Nullable<Double>
    let parameterCount: Nullable<Double>
    let tokenCount: Nullable<Double>
  }

  /// What the energy counts, how it was come by, and on what it rests.
  struct EnergyForm: Encodable {
    let hardware: String
    let precision: String
    let boundary: String
    let evidence: String
    let assumptions: [AssumptionForm]
  }

  /// An assumed quantity.
  struct AssumptionForm: Encodable {
    let quantity: String
    let appliesTo: String
    /// Null where it is infinite, as of a compute that is out of reach in most draws of a law; so are
    /// the ends.
    let median: Nullable<Double>
    let lower: Nullable<Double>
    let upper: Nullable<Double>
    let level: Double
    let unit: String
    let source: String
    let evidence: String
  }

  init(_ plan: Plan, fit: FittedLaw) {
    dataset = fit.dataset.name
    law = fit.law.name
    target = Target(
      plan.target, hardware: plan.energyModel.hardware.name, quantity: fit.predicted.name)
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
    serving = Nullable(
      plan.serving.map {
        ServingForm(
          tokens: $0.tokens, kappa: Nullable($0.energyRatio),
          hardware: Nullable($0.hardware?.name), precision: Nullable($0.precision?.rawValue),
          energy: UnitEstimate(estimate: $0.energyInMegawattHours, unit: "MWh"),
          lifetimeEnergy: UnitEstimate(estimate: $0.lifetimeEnergyInMegawattHours, unit: "MWh"),
          share: UnitEstimate(estimate: $0.share, unit: "1"))
      })
    decadesBeyondData = ExtrapolationForm(
      compute: Nullable(plan.distance.compute),
      parameterCount: Nullable(plan.distance.parameterCount),
      tokenCount: Nullable(plan.distance.tokenCount))
    energyModel = EnergyForm(
      hardware: plan.energyModel.hardware.name, precision: plan.energyModel.precision.rawValue,
      boundary: plan.energyModel.boundary.rawValue, evidence: plan.energyModel.evidence.rawValue,
      assumptions: plan.energyModel.assumptions.map {
        AssumptionForm($0, level: fit.bootstrap.level)
      })
    notes = plan.notes
    remarks = (fit.remarks + plan.remarks).gravestFirst
  }

  /// The figures in the order in which they are reported.
  var figures: [(name: String, estimate: UnitEstimate)] {
    [
      ("compute", compute), ("parameters", parameterCount), ("tokens", tokenCount),
      ("tokens_per_parameter", tokensPerParameter), (quantity, loss),
      ("accelerator_time", acceleratorTime), ("energy", energy), ("emissions", emissions),
    ]
      + (serving.value.map {
        [
          ("serving_energy", $0.energy), ("lifetime_energy", $0.lifetimeEnergy),
          ("serving_share", $0.share),
        ]
      } ?? [])
  }
}

extension PlanDocument.Target {
  init(_ target: PlanTarget, hardware: String, quantity: String) {
    func number(_ value: Double) -> String { NumberText.significant(value) }
    switch target {
    case .compute(let compute):
      self.init(
        compute: Nullable(compute), text: "compute \(NumberText.significant(compute)) FLOP")
    case .loss(let loss):
      self.init(loss: Nullable(loss), text: "\(quantity) \(loss)")
    case .cluster(let accelerators, let seconds):
      let days = seconds / 86400
      self.init(
        accelerators: Nullable(accelerators), days: Nullable(days),
        text: "\(accelerators) × \(hardware) for \(number(days)) days")
    case .energy(let energy):
      let megawattHours = energy / EnergyUnit.joulesPerMegawattHour
      self.init(energy: Nullable(megawattHours), text: "energy \(number(megawattHours)) MWh")
    case .emissions(let emissions):
      self.init(emissions: Nullable(emissions), text: "emissions \(number(emissions)) tCO2e")
    case .money(let money, let prices):
      self.init(
        money: Nullable(money),
        text: "money \(NumberText.count(money)), at \(number(prices.perAcceleratorHour)) an "
          + "accelerator-hour and \(number(prices.perKilowattHour)) a kWh")
    }
  }
}

extension PlanDocument.AssumptionForm {
  init(_ assumption: Assumption, level: Double) {
    quantity = assumption.quantity.rawValue
    appliesTo = assumption.subject
    median = Nullable(assumption.median.isFinite ? assumption.median : nil)
    let ends = [(1 - level) / 2, (1 + level) / 2].map(assumption.quantile)
    lower = Nullable(ends[0].isFinite ? ends[0] : nil)
    upper = Nullable(ends[1].isFinite ? ends[1] : nil)
    self.level = level
    unit = assumption.quantity.unit
    source = assumption.source.citation
    evidence = assumption.source.evidence.rawValue
  }
}
