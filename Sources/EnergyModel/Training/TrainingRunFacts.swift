public import Statistics

/// What is known of a training run.
public struct TrainingRunFacts: Sendable, Equatable {
  /// The compute.
  public var compute: TrainingCompute?
  /// Draws of the compute by a fitted law, in FLOP, before ``TrainingCompute/overhead``; `nil` for a compute
  /// that is exact.
  ///
  /// Infinite where no compute reaches what was asked of the law.
  public var computeDraws: Draws?
  /// Where those draws come from.
  public var computeSource = Source.user
  /// Counted accelerator-hours.
  public var acceleratorHours: Double?
  /// Measured mean power of the accelerators alone, in W each.
  public var acceleratorPower: Double?
  /// Measured energy of the servers, in J.
  public var nodeEnergy: Double?
  /// Carbon intensity of the supply that was bought, in gCO₂e/kWh.
  public var marketIntensity: Double?
  /// Whether the whole programme is asked for, experiments and failures included.
  public var countsDevelopment = false

  /// Knows nothing.
  public init() {}

  /// Checks the facts against each other and against the power of a node that was stated.
  ///
  /// - Throws: ``EnergyModelError`` for facts that say too little, for amounts that are not positive, and
  ///   for accelerators that take more than the servers they are in.
  func check(_ model: TrainingEnergyModel) throws(EnergyModelError) {
    guard compute != nil || acceleratorHours != nil || nodeEnergy != nil else {
      throw .tooFewFacts
    }
    let amounts: [(String, Double?)] = [
      ("compute", compute?.modelFLOP), ("accelerator-hours", acceleratorHours),
      ("power", acceleratorPower), ("energy", nodeEnergy),
    ]
    for (name, amount) in amounts {
      if let amount, !(amount > 0 && amount.isFinite) { throw .notPositive(name, amount) }
    }
    if model.isPowerStated, let acceleratorPower, acceleratorPower > model.nodePower.median {
      throw .acceleratorsAboveNode(acceleratorPower, node: model.nodePower.median, unit: "W")
    }
    if let acceleratorHours, let acceleratorPower, let nodeEnergy {
      let energy = acceleratorHours * EnergyUnit.secondsPerHour * acceleratorPower
      if energy > nodeEnergy { throw .acceleratorsAboveNode(energy, node: nodeEnergy, unit: "J") }
    }
  }
}
