import Statistics

/// The energy of a training run from known facts, which replace assumptions.
///
/// The calculation and its draws are those of ``TrainingEnergyModel``: a run with only a
/// known compute has the same figures as a plan for this compute.
public struct TrainingRunModel: Sendable {
  let model: TrainingEnergyModel
  let facts: TrainingRunFacts
  /// The compute from the draws of a law; `nil` for a fixed compute.
  let lawCompute: Assumption?

  /// A model of a run.
  ///
  /// - Parameters:
  ///   - model: The calculation from compute to emissions.
  ///   - facts: The known facts about the run.
  /// - Throws: ``EnergyModelError`` for insufficient facts, or facts that contradict each other or the
  ///   model's fixed values.
  public init(
    model: TrainingEnergyModel, facts: TrainingRunFacts
  ) throws(EnergyModelError) {
    try facts.check(model)
    self.model = model
    self.facts = facts
    let defined = (facts.computeDraws?.values ?? []).filter { !$0.isNaN }.sorted().map {
      facts.compute?.replacing(parameterFLOP: $0).modelFLOP ?? $0
    }
    lawCompute =
      defined.isEmpty
      ? nil
      : try Assumption(
        quantity: .trainingCompute, distribution: .draws(defined), source: facts.computeSource)
    if let implied = impliedUtilization, implied > 1 {
      throw .impossibleRate(implied, hardware: model.hardware.name)
    }
  }

  /// The utilization implied by the hours, if both hours and compute are known.
  var impliedUtilization: Double? {
    guard let compute = facts.compute, let hours = facts.acceleratorHours else { return nil }
    return compute.modelFLOP / (hours * EnergyUnit.secondsPerHour * model.peakFLOPPerSecond)
  }

  /// One pair of a compute and assumed values, with the factors after facts are applied.
  struct Draw {
    var compute: TrainingCompute?
    var values: AssumedValues
    var factors: TrainingEnergyFactors
  }

  /// The run with every assumption at its median.
  var medians: Draw { draw(facts.compute, model.medianValues) }

  /// Pairs of draws: see ``TrainingEnergyModel/pairCount(lawDraws:)``.
  func draws(seed: UInt64) -> [Draw] {
    let computes = facts.computeDraws?.values ?? []
    return (0..<TrainingEnergyModel.pairCount(lawDraws: computes.count)).map { index in
      let drawn = computes.isEmpty ? nil : computes[index % computes.count]
      let compute = facts.compute.map { compute in
        drawn.map { compute.replacing(parameterFLOP: $0) } ?? compute
      }
      return draw(compute, model.drawnValues(index, seed: seed))
    }
  }

  /// The factors for `values`, with known facts in their place.
  func draw(_ compute: TrainingCompute?, _ values: AssumedValues) -> Draw {
    var factors = model.factors(values, utilization: impliedUtilization)
    if let power = facts.acceleratorPower {
      if !model.isPowerStated {
        // The model's rest of the server, plus the measured accelerators.
        let rest = factors.acceleratorPower.map { factors.nodePower - $0 }
        factors.nodePower = rest.map { power + $0 } ?? max(power, factors.nodePower)
      }
      factors.acceleratorPower = power
    }
    return Draw(compute: compute, values: values, factors: factors)
  }

  /// Accelerator-seconds; `nil` if neither hours nor compute are known.
  func acceleratorSeconds(_ draw: Draw) -> Double? {
    if let hours = facts.acceleratorHours { return hours * EnergyUnit.secondsPerHour }
    return draw.compute.map { draw.factors.acceleratorSeconds(compute: $0.modelFLOP) }
  }

  /// Energy of the accelerators, in J; never more than that of their servers.
  func acceleratorEnergy(_ draw: Draw) -> Double? {
    guard let seconds = acceleratorSeconds(draw), let power = draw.factors.acceleratorPower else {
      return nil
    }
    return min(seconds * power, nodeEnergy(draw))
  }

  /// Energy of the servers, in J: measured or computed.
  func nodeEnergy(_ draw: Draw) -> Double {
    facts.nodeEnergy
      ?? acceleratorSeconds(draw).map { draw.factors.nodeEnergy(acceleratorSeconds: $0) } ?? .nan
  }

  /// Energy of the facility, in J.
  func facilityEnergy(_ draw: Draw) -> Double {
    draw.factors.facilityEnergy(nodeEnergy: nodeEnergy(draw))
  }

  /// Embodied emissions for the hours of the run, in tCO₂e; `nil` without hours.
  func embodiedEmissions(_ draw: Draw) -> Double? {
    acceleratorSeconds(draw).map {
      $0 / EnergyUnit.secondsPerHour * draw.values.embodiedIntensity / EnergyUnit.gramsPerTonne
    }
  }
}
