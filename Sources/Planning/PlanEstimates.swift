import EnergyModel
import ScalingLaws
import Statistics

/// The figures of a plan, with their intervals over its draws.
///
/// A given figure is an input without an interval; a figure that depends only on inputs and fixed assumptions is
/// computed. Which figures these are follows from the target and the assumptions involved,
/// never from draws that happen to be equal.
struct PlanEstimates {
  let planner: Planner
  let target: PlanTarget
  let point: PlanDraw
  let draws: PlanDraws
  /// Why figures have no upper bound; `nil` if they have one.
  let unbounded: String?

  /// Whether the target covers training and serving together.
  private var isLifetime: Bool { planner.serving != nil }
  private var energyModel: TrainingEnergyModel { planner.energyModel }

  /// A figure that depends on the law, and on the assumptions if they determine the budget.
  func ofLaw(_ quantity: (Allocation) -> Double) -> Estimate {
    estimate(
      draws.models.map(quantity), failed: draws.failed,
      draws.modelsAreOfPairs ? .monteCarloPercentile : .bootstrapPercentile
    ) { quantity($0.allocation) }
  }

  /// A figure that depends on assumptions, and on the law if the target does.
  ///
  /// - Parameters:
  ///   - basis: The assumptions behind it.
  ///   - quantity: The figure for a pair of draws.
  /// - Returns: The estimate, or the fixed value.
  private func ofBoth(
    _ basis: [AssumedQuantity], _ quantity: (PlanDraw) -> Double
  ) -> Estimate {
    if !dependsOnLaw {
      let value = quantity(point)
      guard !energyModel.isExact(basis) else { return .computed(value) }
      return Draws(
        draws.pairs.map { $0.map(quantity) ?? .nan }, level: planner.fit.bootstrap.level,
        method: .monteCarloPercentile, orElse: planner.undefinedPhrase
      ).estimate(of: value)
    }
    let defined = draws.pairs.compactMap { $0 }
    return estimate(
      defined.map(quantity), failed: draws.pairs.count - defined.count, .monteCarloPercentile,
      quantity)
  }

  /// The estimate of a figure that depends on the law, if the law allows an interval.
  private func estimate(
    _ values: [Double], failed: Int, _ method: ConfidenceInterval.Method,
    _ quantity: (PlanDraw) -> Double
  ) -> Estimate {
    let value = quantity(point)
    func figure(_ values: [Double]) -> Double {
      quantity(planner.draw(target, planner.medians, values, index: nil))
    }
    let isOfLaw = method == .bootstrapPercentile && !planner.law.arePercentiles
    let draws =
      isOfLaw
      ? planner.law.of(orElse: planner.undefinedPhrase, figure)
      : planner.law.withheld(from: figure).map { .none(because: $0) }
        ?? Draws(
          values, level: planner.fit.bootstrap.level, method: method,
          orElse: planner.undefinedPhrase, failed: failed, failure: Planner.failurePhrase,
          repeating: planner.failedOfReplicates
        ).widened(by: planner.law.widening, about: value)
    return planner.law.agreeing(draws.estimate(of: value), figure).explained(by: unbounded)
  }

  /// C, FLOP.
  var compute: Estimate {
    if case .compute(let compute) = target, !isLifetime { return .input(compute) }
    guard target.restsOnAssumptions else {
      // Paired with the assumptions' draws in the energy, which has to agree with it.
      return estimate(
        draws.models.map(\.compute), failed: draws.failed,
        planner.law.arePercentiles ? .bootstrapPercentile : .monteCarloPercentile
      ) { $0.allocation.compute }
    }
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

  /// Serving.
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

  /// Whether the compute depends on the law: for a target loss, or with serving.
  private var dependsOnLaw: Bool { isLifetime || target.loss > 0 }

  /// The assumptions behind the energy of an hour.
  private var powerBasis: [AssumedQuantity] {
    energyModel.powerBasis + energyModel.facilityBasis
  }

  /// The assumptions behind training and serving together, whichever figure is given.
  private var lifetimeBasis: [AssumedQuantity] {
    energyModel.timeBasis + powerBasis + [.gridIntensity]
  }

  /// The assumptions behind the hours, if not given.
  private var hoursBasis: [AssumedQuantity] {
    if isLifetime { return lifetimeBasis }
    return switch target {
    case .compute, .loss: energyModel.timeBasis
    case .cluster: []
    case .energy: powerBasis
    case .emissions: powerBasis + [.gridIntensity]
    // If only hours are paid for, their number is the money divided by the price.
    case .money(_, let prices): prices.perKilowattHour == 0 ? [] : powerBasis
    }
  }

  /// The assumptions behind the energy, if not given.
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
  /// This estimate, with `reason` if it has no bound or no value.
  func explained(by reason: String?) -> Estimate {
    guard !value.isFinite || interval.map({ !$0.upper.isFinite || !$0.lower.isFinite }) ?? false
    else { return self }
    var explained = self
    explained.reason = reason ?? self.reason
    return explained
  }
}
