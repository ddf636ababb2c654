import EnergyModel
import ScalingLaws

/// A plan for one draw of the law and the assumptions.
struct PlanDraw {
  let allocation: Allocation
  let factors: TrainingEnergyFactors
  /// The energy of serving the model, in J; 0 if none is planned.
  var servingEnergy = 0.0
}

extension Planner {
  /// The plan for given factors and coefficients.
  ///
  /// - Parameters:
  ///   - target: The target.
  ///   - factors: The training factors.
  ///   - values: The law's coefficients.
  ///   - index: The draw of the serving assumptions; `nil` for their medians.
  /// - Returns: The best model, and the energy of serving it.
  func draw(
    _ target: PlanTarget, _ factors: TrainingEnergyFactors, _ values: [Double], index: Int?
  ) -> PlanDraw {
    let allocation = allocation(target, factors, values, index: index)
    return PlanDraw(
      allocation: allocation, factors: factors,
      servingEnergy: serving?.energy(
        parameterCount: allocation.parameterCount, factors: factors, draw: index) ?? 0)
  }

  /// The best model for `target`, for given factors and coefficients; its N is NaN if there is none,
  /// and so is its compute unless given or infinite.
  private func allocation(
    _ target: PlanTarget, _ factors: TrainingEnergyFactors, _ values: [Double], index: Int?
  ) -> Allocation {
    let budget = target.compute(factors)
    if case .inverse(let inverse) = method {
      return inverse.allocation(compute: budget, loss: target.loss, values: values)
    }
    guard let serving, let lifetime else {
      var found = optimum.allocation(
        compute: budget ?? optimum.compute(forLoss: target.loss, values: values), values: values)
      // A search finds a model whose compute equals the budget up to rounding.
      if let budget { found.compute = budget }
      // If no compute reaches the target, N and D are infinite, and their ratio is meaningless.
      if found.compute == .infinity { found.tokensPerParameter = .nan }
      return found
    }
    // The cost of serving, in equivalent training FLOP.
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
    // Either no compute reaches the loss, or the coefficients have no optimum.
    let isBelowLimit = budget == nil && optimum.isOutOfReach(target.loss, values: values)
    return .undefined(compute: isBelowLimit ? .infinity : .nan)
  }
}

extension PlanTarget {
  /// C allowed by the target, in FLOP; `nil` for a loss.
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

  /// The target loss; NaN for other targets.
  var loss: Double {
    if case .loss(let loss) = self { loss } else { .nan }
  }

  /// Whether the compute is given.
  var isCompute: Bool {
    if case .compute = self { true } else { false }
  }

  /// Whether the compute depends on assumptions, such as the utilization.
  var restsOnAssumptions: Bool {
    switch self {
    case .compute, .loss: false
    case .cluster, .energy, .emissions, .money: true
    }
  }

  /// The given numbers, which must be positive.
  var values: [Double] {
    switch self {
    case .compute(let value), .loss(let value), .energy(let value), .emissions(let value),
      .money(let value, _):
      [value]
    case .cluster(let accelerators, let seconds): [Double(accelerators), seconds]
    }
  }
}
