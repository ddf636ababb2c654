package import EnergyModel
package import Planning
import Statistics

extension TrainingEnergyDocument {
  /// The energy of a training run.
  ///
  /// - Parameters:
  ///   - run: The estimate.
  ///   - law: What gave the compute, where that is a fitted law.
  ///   - acceleratorCount: How many accelerators were used at once, for the time of the run.
  package init(_ run: TrainingRunEnergy, law: LawCompute?, acceleratorCount: Double?) {
    hardware = run.hardware.name
    precision = run.precision.rawValue
    evidence = run.evidence.rawValue
    level = run.level
    figures = Self.figures(run, acceleratorCount: acceleratorCount)
    varianceShares = run.sensitivities.map {
      VarianceShare(quantity: $0.quantity.rawValue, share: $0.share)
    }
    assumptions = run.assumptions.map { AssumptionForm($0, level: run.level) }
    notes = (law.map(Self.plan) ?? []) + run.notes
    remarks = law?.remarks ?? []
  }

  /// What the law was asked, and what has to be said of it.
  private static func plan(_ law: LawCompute) -> [String] {
    [
      "\(law.source.citation): \(NumberText.count(law.parameterCount)) parameters on "
        + "\(NumberText.count(law.tokenCount)) tokens"
    ] + law.notes
  }

  /// The figures in the order of the chain.
  private static func figures(
    _ run: TrainingRunEnergy, acceleratorCount: Double?
  ) -> [Figure] {
    var figures: [Figure] = []
    func add(_ name: String, _ estimate: Estimate?, _ unit: String) {
      if let estimate {
        figures.append(Figure(name: name, value: UnitEstimate(estimate: estimate, unit: unit)))
      }
    }
    if let compute = run.compute {
      add("model compute", run.modelCompute, "FLOP")
      add("hardware compute", hardwareCompute(run, compute), "FLOP")
    }
    add("utilization", run.utilization, "1")
    add("accelerator time", run.acceleratorHours, "accelerator-hours")
    if let acceleratorCount {
      add("time", run.acceleratorHours?.scaled(by: 1 / (acceleratorCount * 24)), "days")
    }
    for stage in run.stages {
      add("energy, \(stage.name)", stage.megawattHours, "MWh")
    }
    add("emissions, location-based", run.locationEmissions, "tCO2e")
    add("emissions, market-based", run.marketEmissions, "tCO2e")
    add("embodied emissions", run.embodiedEmissions, "tCO2e")
    add("emissions, location-based and embodied", run.totalEmissions, "tCO2e")
    return figures
  }

  /// What the chips do, in FLOP: the model's compute, with recomputation where there is some.
  private static func hardwareCompute(
    _ run: TrainingRunEnergy, _ compute: TrainingCompute
  ) -> Estimate? {
    var estimate = run.modelCompute?.scaled(by: compute.hardwareFLOP / compute.modelFLOP)
    if compute.isRecomputing, estimate?.basis == .input {
      estimate = .computed(compute.hardwareFLOP)
    }
    return estimate
  }
}
