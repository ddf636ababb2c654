import EnergyModel
import ScalingLaws

/// A plan under one draw of the law and of the assumptions.
struct PlanDraw {
  let allocation: Allocation
  let factors: TrainingEnergyFactors
  /// The energy of serving the model, in J; 0 where none is planned for.
  var servingEnergy = 0.0
}

extension Planner {
  /// The plan under given factors and coefficients.
  ///
  /// - Parameters:
  ///   - target: What is planned for.
  ///   - factors: Those of training.
  ///   - values: The law's coefficients.
  ///   - index: The draw of what is assumed of serving; `nil` for its medians.
  /// - Returns: The best model, and what serving it takes.
  func draw(
    _ target: PlanTarget, _ factors: TrainingEnergyFactors, _ values: [Double], index: Int?
  ) -> PlanDraw {
    let allocation = allocation(target, factors, values, index: index)
    return PlanDraw(
      allocation: allocation, factors: factors,
      servingEnergy: serving?.energy(
        parameterCount: allocation.parameterCount, factors: factors, draw: index) ?? 0)
  }

  /// The best model for `target`, under given factors and coefficients; its N is NaN where there is none,
  /// and so is its compute unless it was given or is infinite.
  private func allocation(
    _ target: PlanTarget, _ factors: TrainingEnergyFactors, _ values: [Double], index: Int?
  ) -> Allocation {
    let budget = target.compute(factors)
    guard let serving, let lifetime else {
      var found = optimum.allocation(
        compute: budget ?? optimum.compute(forLoss: target.loss, values: values), values: values)
      // A search finds a model whose compute is the budget but for rounding.
      if let budget { found.compute = budget }
      // Both N and D are infinite where no compute reaches the target, and their ratio says nothing.
      if found.compute == .infinity { found.tokensPerParameter = .nan }
      return found
    }
    // What serving takes, in the FLOP of training that cost as much.
    let cost = { (size: Double) in
      serving.energy(parameterCount: size, factors: factors, draw: index) / factors.joulesPerFLOP
    }
    let found =
      if let budget {
        lifetime.allocation(budget: budget, serving: cost, values: values)
      } else {
        lifetime.allocation(loss: target.loss, serving: cost, values: values)
      }
    if let found { return found }
    // Where no compute reaches the loss, none is enough; else the coefficients have no optimum.
    let isBelowLimit = budget == nil && optimum.isOutOfReach(target.loss, values: values)
    return .undefined(compute: isBelowLimit ? .infinity : .nan)
  }
}

extension PlanTarget {
  /// C that the target allows for, in FLOP; `nil` for a loss.
  func compute(_ factors: TrainingEnergyFactors) -> Double? {
    switch self {
    case .compute(let compute): compute
    case .loss: nil
    case .cluster(let accelerators, let seconds):
      factors.compute(accelerators: Double(accelerators), seconds: seconds)
    case .energy(let energy): factors.compute(energy: energy)
    case .emissions(let emissions): factors.compute(emissions: emissions)
    case .money(let money, let prices): money / factors.price(prices)
    }
  }

  /// The loss to reach; NaN for another target.
  var loss: Double {
    if case .loss(let loss) = self { loss } else { .nan }
  }

  /// Whether the compute is given.
  var isCompute: Bool {
    if case .compute = self { true } else { false }
  }

  /// Whether the compute follows from assumptions, such as the utilisation.
  var restsOnAssumptions: Bool {
    switch self {
    case .compute, .loss: false
    case .cluster, .energy, .emissions, .money: true
    }
  }

  /// The numbers that were given, which have to be positive.
  var values: [Double] {
    switch self {
    case .compute(let value), .loss(let value), .energy(let value), .emissions(let value),
      .money(let value, _):
      [value]
    case .cluster(let accelerators, let seconds): [Double(accelerators), seconds]
    }
  }
}
