import EnergyModel
import ScalingLaws
import Statistics

/// A plan under one draw of the law and of the assumptions.
struct PlanDraw {
  let allocation: Allocation
  let factors: TrainingEnergyFactors
  /// The energy of serving the model, in J; 0 where none is planned for.
  var servingEnergy = 0.0
}

/// A plan under all draws.
struct PlanDraws {
  /// The best models under draws of the law: one for each of them where nothing is assumed to find the
  /// models, else one for each pair; none for a law without draws.
  let models: [Allocation]
  /// Whether the models rest on the assumptions too.
  let modelsAreOfPairs: Bool
  /// Pairs of a draw of the law and a draw of the assumptions.
  let pairs: [PlanDraw]
}

extension Planner {
  /// Why figures that depend on a fit without draws have no interval.
  static let absence = "the fit has no draws"

  /// The draws of a quantity of the law.
  func ofLaw(_ draws: [Double]) -> Draws {
    draws.isEmpty
      ? .none(because: Self.absence)
      : Draws(draws, level: fit.bootstrap.level, orElse: "have no compute optimum")
  }

  /// How many draws a plan takes where each has an optimum that has to be searched for.
  static let searchedDrawCount = 500

  /// Whether the optimum of each draw has to be searched for.
  var isSearched: Bool { serving != nil || optimum.isSearched }

  /// The law's draws, of which fewer are taken where each is searched with.
  var lawDraws: [[Double]] {
    isSearched ? Array(fit.draws.prefix(Self.searchedDrawCount)) : fit.draws
  }

  /// The plan under the draws of the law and of the assumptions.
  ///
  /// Pair *k* is draw *k* of the assumptions with draw *k* modulo n of the law's n, so that few draws of the
  /// law do not cut short the assumptions. What a given compute takes has the assumptions' own
  /// ``TrainingEnergyModel/drawCount`` draws and does not depend on the law.
  func draws(_ target: PlanTarget) -> PlanDraws {
    let law = lawDraws
    if serving == nil, !target.restsOnAssumptions {
      let models = law.map { allocation(target, medians, $0, index: nil) }
      let point = allocation(target, medians, fit.values, index: nil)
      let count =
        target.isCompute
        ? TrainingEnergyModel.drawCount : TrainingEnergyModel.pairCount(lawDraws: models.count)
      let pairs = (0..<count).map { k in
        PlanDraw(
          allocation: models.isEmpty ? point : models[k % models.count], factors: assumptions[k])
      }
      return PlanDraws(models: models, modelsAreOfPairs: false, pairs: pairs)
    }
    let count =
      isSearched
      ? Self.searchedDrawCount : TrainingEnergyModel.pairCount(lawDraws: law.count)
    let pairs = (0..<count).map { k in
      draw(target, assumptions[k], law.isEmpty ? fit.values : law[k % law.count], index: k)
    }
    return PlanDraws(
      models: law.isEmpty ? [] : pairs.map(\.allocation), modelsAreOfPairs: true, pairs: pairs)
  }

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
    let isBelowLimit = budget == nil && target.loss <= optimum.irreducibleLoss(values)
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
