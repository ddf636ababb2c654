import Statistics

/// From what is known of a training run to its energy: what is known replaces what the chain would assume.
///
/// The chain is that of ``TrainingEnergyModel``, and so are its draws: a run of which the compute alone is
/// known has the figures that a plan for this compute has.
public struct TrainingRunModel: Sendable {
  let model: TrainingEnergyModel
  let facts: TrainingRunFacts
  /// The compute by the draws of a law; `nil` for a compute that is exact.
  let lawCompute: Assumption?

  /// A model of a run.
  ///
  /// - Parameters:
  ///   - model: The chain from compute to emissions.
  ///   - facts: What is known of the run.
  /// - Throws: ``EnergyModelError`` for facts that say too little, or contradict each other or what was
  ///   stated for the model.
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

  /// The utilisation that the hours imply, where both they and the compute are known.
  var impliedUtilization: Double? {
    guard let compute = facts.compute, let hours = facts.acceleratorHours else { return nil }
    return compute.modelFLOP / (hours * EnergyUnit.secondsPerHour * model.peakFLOPPerSecond)
  }

  /// One pair of a compute and of what is assumed, with the chain that facts have been put into.
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

  /// The chain for `values`, with what is known of the run in their place.
  func draw(_ compute: TrainingCompute?, _ values: AssumedValues) -> Draw {
    var factors = model.factors(values, utilization: impliedUtilization)
    if let power = facts.acceleratorPower {
      if !model.isPowerStated {
        // The rest of the server as the model has it, beside accelerators as they were measured.
        let rest = factors.acceleratorPower.map { factors.nodePower - $0 }
        factors.nodePower = rest.map { power + $0 } ?? max(power, factors.nodePower)
      }
      factors.acceleratorPower = power
    }
    return Draw(compute: compute, values: values, factors: factors)
  }

  /// Accelerator-seconds; `nil` where neither hours nor compute are known.
  func acceleratorSeconds(_ draw: Draw) -> Double? {
    if let hours = facts.acceleratorHours { return hours * EnergyUnit.secondsPerHour }
    return draw.compute.map { draw.factors.acceleratorSeconds(compute: $0.modelFLOP) }
  }

  /// Energy of the accelerators alone, in J; never more than that of the servers they are in.
  func acceleratorEnergy(_ draw: Draw) -> Double? {
    guard let seconds = acceleratorSeconds(draw), let power = draw.factors.acceleratorPower else {
      return nil
    }
    return min(seconds * power, nodeEnergy(draw))
  }

  /// Energy of the servers, in J: measured, or by the chain.
  func nodeEnergy(_ draw: Draw) -> Double {
    facts.nodeEnergy
      ?? acceleratorSeconds(draw).map { draw.factors.nodeEnergy(acceleratorSeconds: $0) } ?? .nan
  }

  /// Energy of the facility, in J.
  func facilityEnergy(_ draw: Draw) -> Double {
    draw.factors.facilityEnergy(nodeEnergy: nodeEnergy(draw))
  }

  /// Emissions of making the hardware for the hours of the run, in tCO₂e; `nil` without hours.
  func embodiedEmissions(_ draw: Draw) -> Double? {
    acceleratorSeconds(draw).map {
      $0 / EnergyUnit.secondsPerHour * draw.values.embodiedIntensity / EnergyUnit.gramsPerTonne
    }
  }
}
