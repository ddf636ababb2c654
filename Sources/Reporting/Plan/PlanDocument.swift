import EnergyModel
import Planning
import ScalingLaws

/// A plan as JSON: each figure with its interval and unit, and what the energy rests on.
struct PlanDocument: Encodable {
  let dataset: String
  let law: String
  let target: Target
  let compute: UnitEstimate
  let parameterCount: UnitEstimate
  let tokenCount: UnitEstimate
  let tokensPerParameter: UnitEstimate
  let loss: UnitEstimate
  let acceleratorTime: UnitEstimate
  let energy: UnitEstimate
  let emissions: UnitEstimate
  let decadesBeyondData: ExtrapolationForm
  let energyModel: EnergyForm
  let notes: [String]

  /// What was given: a compute in FLOP, a loss, or a number of accelerators and days; the others are
  /// null.
  struct Target: Encodable {
    let compute: Nullable<Double>
    let loss: Nullable<Double>
    let accelerators: Nullable<Int>
    let days: Nullable<Double>
    let text: String

    private enum CodingKeys: String, CodingKey {
      case compute, loss, accelerators, days
    }
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
    let median: Double
    let lower: Double
    let upper: Double
    let level: Double
    let unit: String
    let source: String
    let evidence: String
  }

  init(_ plan: Plan, fit: FittedLaw) {
    dataset = fit.dataset.name
    law = fit.law.name
    target = Target(plan.target, hardware: plan.energyModel.hardware.name)
    compute = UnitEstimate(estimate: plan.compute, unit: "FLOP")
    parameterCount = UnitEstimate(estimate: plan.parameterCount, unit: "parameters")
    tokenCount = UnitEstimate(estimate: plan.tokenCount, unit: "tokens")
    tokensPerParameter = UnitEstimate(
      estimate: plan.tokensPerParameter, unit: "tokens per parameter")
    loss = UnitEstimate(estimate: plan.loss, unit: fit.dataset.lossUnit)
    acceleratorTime = UnitEstimate(estimate: plan.acceleratorHours, unit: "accelerator-hours")
    energy = UnitEstimate(estimate: plan.energyInMegawattHours, unit: "MWh")
    emissions = UnitEstimate(estimate: plan.emissionsInTonnes, unit: "tCO2e")
    decadesBeyondData = ExtrapolationForm(
      compute: Nullable(plan.extrapolation.compute),
      parameterCount: Nullable(plan.extrapolation.parameterCount),
      tokenCount: Nullable(plan.extrapolation.tokenCount))
    energyModel = EnergyForm(
      hardware: plan.energyModel.hardware.name, precision: plan.energyModel.precision.rawValue,
      boundary: plan.energyModel.boundary.rawValue, evidence: plan.energyModel.evidence.rawValue,
      assumptions: plan.energyModel.assumptions.map {
        AssumptionForm($0, level: fit.bootstrap.level)
      })
    notes = plan.notes
  }

  /// The figures in the order in which they are reported.
  var figures: [(name: String, estimate: UnitEstimate)] {
    [
      ("compute", compute), ("parameters", parameterCount), ("tokens", tokenCount),
      ("tokens_per_parameter", tokensPerParameter), ("loss", loss),
      ("accelerator_time", acceleratorTime), ("energy", energy), ("emissions", emissions),
    ]
  }
}

extension PlanDocument.Target {
  private init(
    compute: Double? = nil, loss: Double? = nil, accelerators: Int? = nil, days: Double? = nil,
    text: String
  ) {
    self.compute = Nullable(compute)
    self.loss = Nullable(loss)
    self.accelerators = Nullable(accelerators)
    self.days = Nullable(days)
    self.text = text
  }

  init(_ target: PlanTarget, hardware: String) {
    switch target {
    case .compute(let compute):
      self.init(compute: compute, text: "compute \(NumberText.significant(compute)) FLOP")
    case .loss(let loss):
      self.init(loss: loss, text: "loss \(loss)")
    case .cluster(let accelerators, let seconds):
      let days = seconds / 86400
      self.init(
        accelerators: accelerators, days: days,
        text: "\(accelerators) × \(hardware) for \(NumberText.significant(days)) days")
    }
  }
}

extension PlanDocument.AssumptionForm {
  init(_ assumption: Assumption, level: Double) {
    quantity = assumption.quantity.rawValue
    appliesTo = assumption.subject
    median = assumption.median
    lower = assumption.quantile((1 - level) / 2)
    upper = assumption.quantile((1 + level) / 2)
    self.level = level
    unit = assumption.quantity.unit
    source = assumption.source.citation
    evidence = assumption.source.evidence.rawValue
  }
}
