import EnergyModel
import ScalingLaws
import Statistics

/// The figures of a plan, with their intervals over its draws.
///
/// What was given is an input and has no interval; what follows from inputs and exact assumptions alone is
/// computed. Which of the figures these are is known from the target and from what the chain rests on,
/// never from draws that happen to be equal.
struct PlanEstimates {
  let planner: Planner
  let target: PlanTarget
  let point: PlanDraw
  let draws: PlanDraws
  /// Why figures have no upper bound; `nil` where they have one.
  let unbounded: String?

  /// Whether the target is for training and serving together.
  private var isLifetime: Bool { planner.serving != nil }
  private var energyModel: TrainingEnergyModel { planner.energyModel }

  /// A figure that follows from the law, and from the assumptions where these tell the budget.
  func ofLaw(_ quantity: (Allocation) -> Double) -> Estimate {
    estimate(
      draws.models.map(quantity), failed: draws.failed,
      draws.modelsAreOfPairs ? .monteCarloPercentile : .bootstrapPercentile
    ) { quantity($0.allocation) }
  }

  /// A figure that follows from assumptions, and from the law where the target depends on it.
  ///
  /// - Parameters:
  ///   - basis: The assumptions that it rests on.
  ///   - quantity: The figure under a pair of draws.
  /// - Returns: The estimate, or the exact value.
  private func ofBoth(
    _ basis: [AssumedQuantity], _ quantity: (PlanDraw) -> Double
  ) -> Estimate {
    if !dependsOnLaw {
      let value = quantity(point)
      guard !energyModel.isExact(basis) else { return .computed(value) }
      return Draws(
        draws.pairs.map { $0.map(quantity) ?? .nan }, level: planner.fit.bootstrap.level,
        method: .monteCarloPercentile, orElse: Planner.undefinedPhrase
      ).estimate(of: value)
    }
    let defined = draws.pairs.compactMap { $0 }
    return estimate(
      defined.map(quantity), failed: draws.pairs.count - defined.count, .monteCarloPercentile,
      quantity)
  }

  /// The estimate of a figure that depends on the law, where the law allows for an interval.
  private func estimate(
    _ values: [Double], failed: Int, _ method: ConfidenceInterval.Method,
    _ quantity: (PlanDraw) -> Double
  ) -> Estimate {
    let value = quantity(point)
    func figure(_ values: [Double]) -> Double {
      quantity(planner.draw(target, planner.medians, values, index: nil))
    }
    let draws =
      planner.law.withheld(from: figure).map { .none(because: $0) }
      ?? Draws(
        values, level: planner.fit.bootstrap.level, method: method,
        orElse: Planner.undefinedPhrase, failed: failed, failure: Planner.failurePhrase,
        repeating: planner.failedOfReplicates)
    return planner.law.agreeing(draws.estimate(of: value), figure).explained(by: unbounded)
  }

  /// C, FLOP.
  var compute: Estimate {
    if case .compute(let compute) = target, !isLifetime { return .input(compute) }
    guard target.restsOnAssumptions else { return ofLaw(\.compute) }
    return ofBoth(hoursBasis + energyModel.timeBasis) { $0.allocation.compute }
  }

  /// The time on one accelerator, in hours.
  var acceleratorHours: Estimate {
    if case .cluster(let accelerators, let seconds) = target, !isLifetime {
      return .input(Double(accelerators) * seconds / EnergyUnit.secondsPerHour)
    }
    return ofBoth(hoursBasis) { $0.factors.acceleratorHours(compute: $0.allocation.compute) }
  }

  /// The energy of training, in MWh.
  var energy: Estimate {
    if case .energy(let energy) = target, !isLifetime {
      return .input(energy / EnergyUnit.joulesPerMegawattHour)
    }
    return ofBoth(energyBasis, trainingEnergy)
  }

  /// The emissions of training, in tCO₂e.
  var emissions: Estimate {
    if case .emissions(let emissions) = target, !isLifetime { return .input(emissions) }
    if energyModel.medians.gridIntensity == 0, energyModel.isExact([.gridIntensity]) {
      return .computed(0)
    }
    return ofBoth(energyBasis + [.gridIntensity]) {
      $0.factors.emissions(compute: $0.allocation.compute)
    }
  }

  /// What serving takes.
  func servingPlan(_ serving: Serving) -> ServingPlan {
    func energy(_ draw: PlanDraw) -> Double {
      draw.servingEnergy / EnergyUnit.joulesPerMegawattHour
    }
    let (ratio, model): (Double?, ModelledServing?) =
      switch serving.cost {
      case .ratio(let ratio): (ratio, nil)
      case .modelled(let model): (nil, model)
      }
    return ServingPlan(
      tokens: serving.tokens, energyRatio: ratio, hardware: model?.hardware,
      precision: model?.precision,
      energyInMegawattHours: ofBoth(energyBasis, energy),
      lifetimeEnergyInMegawattHours: ofBoth(energyBasis) { energy($0) + trainingEnergy($0) },
      share: ofBoth(energyBasis) { energy($0) / (energy($0) + trainingEnergy($0)) })
  }

  private func trainingEnergy(_ draw: PlanDraw) -> Double {
    draw.factors.megawattHours(compute: draw.allocation.compute)
  }

  /// Whether the compute depends on the law: that of a loss, and of a model that is served too.
  private var dependsOnLaw: Bool { isLifetime || target.loss > 0 }

  /// What the energy of an hour rests on.
  private var powerBasis: [AssumedQuantity] {
    energyModel.powerBasis + energyModel.facilityBasis
  }

  /// What training and serving together rest on, whichever of their figures is given.
  private var lifetimeBasis: [AssumedQuantity] {
    energyModel.timeBasis + powerBasis + [.gridIntensity]
  }

  /// What the hours rest on, where they are not given.
  private var hoursBasis: [AssumedQuantity] {
    if isLifetime { return lifetimeBasis }
    return switch target {
    case .compute, .loss: energyModel.timeBasis
    case .cluster: []
    case .energy: powerBasis
    case .emissions: powerBasis + [.gridIntensity]
    // Where hours alone are paid for, their number is the money over the price.
    case .money(_, let prices): prices.perKilowattHour == 0 ? [] : powerBasis
    }
  }

  /// What the energy rests on, where it is not given.
  private var energyBasis: [AssumedQuantity] {
    if isLifetime { return lifetimeBasis }
    return switch target {
    case .compute, .loss: energyModel.timeBasis + powerBasis
    case .cluster: powerBasis
    case .energy: []
    case .emissions: [.gridIntensity]
    case .money(_, let prices): prices.perAcceleratorHour == 0 ? [] : powerBasis
    }
  }
}

extension Estimate {
  /// This estimate, with `reason` where it has no bound or no value.
  func explained(by reason: String?) -> Estimate {
    guard !value.isFinite || interval.map({ !$0.upper.isFinite || !$0.lower.isFinite }) ?? false
    else { return self }
    var explained = self
    explained.reason = reason ?? self.reason
    return explained
  }
}
