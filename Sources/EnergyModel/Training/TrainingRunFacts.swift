public import Statistics

/// The known facts about a training run.
public struct TrainingRunFacts: Sendable, Equatable {
  /// The compute.
  public var compute: TrainingCompute?
  /// Draws of the compute from a fitted law, in FLOP, before ``TrainingCompute/overhead``; `nil` for a fixed
  /// compute.
  ///
  /// Infinite if no compute reaches the target.
  public var computeDraws: Draws?
  /// The source of those draws.
  public var computeSource = Source.user
  /// Reported accelerator-hours.
  public var acceleratorHours: Double?
  /// Measured mean power per accelerator, in W.
  public var acceleratorPower: Double?
  /// Measured energy of the servers, in J.
  public var nodeEnergy: Double?
  /// Carbon intensity of the contracted supply, in gCO₂e/kWh.
  public var marketIntensity: Double?
  /// Whether to estimate the whole programme, including experiments and failures.
  public var countsDevelopment = false

  /// No facts.
  public init() {}

  /// Checks the facts for consistency with each other and with a given node power.
  ///
  /// - Throws: ``EnergyModelError`` for insufficient facts, non-positive amounts, and
  ///   accelerators that take more than their servers.
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
