import EnergyModel
import ScalingLaws
import Statistics

/// The figures of a plan, with their intervals over its draws.
struct PlanEstimates {
  let point: PlanDraw
  let draws: [PlanDraw]
  /// Whether the draws are of the law too, or of the assumptions alone.
  let hasLawDraws: Bool
  let target: PlanTarget
  /// Whether the target is for training and serving together.
  let isLifetime: Bool
  let level: Double
  /// Why figures have no upper bound; `nil` where they have one.
  let unbounded: String?

  /// A figure that follows from the law.
  func ofLaw(_ quantity: (Allocation) -> Double) -> Estimate {
    estimate(target.restsOnAssumptions ? .monteCarloPercentile : .bootstrapPercentile, hasLawDraws)
    {
      quantity($0.allocation)
    }
  }

  /// A figure that follows from the law and the assumptions.
  private func ofBoth(_ quantity: (PlanDraw) -> Double) -> Estimate {
    estimate(.monteCarloPercentile, true, quantity)
  }

  private func estimate(
    _ method: ConfidenceInterval.Method, _ hasDraws: Bool, _ quantity: (PlanDraw) -> Double
  ) -> Estimate {
    let value = quantity(point)
    let values =
      hasDraws ? draws.filter { !$0.allocation.parameterCount.isNaN }.map(quantity) : []
    // Emissions of an energy that is given, on a grid that is, differ by rounding only.
    if !values.isEmpty, values.allSatisfy({ abs($0 - value) <= 1e-12 * abs(value) }) {
      return Estimate(value: value, reason: "follows from what is given")
    }
    return Estimate(
      value: value, draws: values, level: level, method: method, reason: "the fit has no draws"
    ).explained(by: unbounded)
  }

  /// C, FLOP.
  var compute: Estimate {
    if case .compute(let compute) = target, !isLifetime { return Estimate(given: compute) }
    return target.restsOnAssumptions ? ofBoth { $0.allocation.compute } : ofLaw(\.compute)
  }

  /// The time on one accelerator, in hours.
  var acceleratorHours: Estimate {
    if case .cluster(let accelerators, let seconds) = target, !isLifetime {
      return Estimate(given: Double(accelerators) * seconds / EnergyUnit.secondsPerHour)
    }
    return ofBoth {
      $0.factors.acceleratorSeconds(compute: $0.allocation.compute) / EnergyUnit.secondsPerHour
    }
  }

  /// The energy of training, in MWh.
  var energy: Estimate {
    if case .energy(let energy) = target, !isLifetime {
      return Estimate(given: energy / EnergyUnit.joulesPerMegawattHour)
    }
    return ofBoth(trainingEnergy)
  }

  /// The emissions of training, in tCO₂e.
  var emissions: Estimate {
    if case .emissions(let emissions) = target, !isLifetime { return Estimate(given: emissions) }
    return ofBoth { $0.factors.emissions(compute: $0.allocation.compute) }
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
      energyInMegawattHours: ofBoth(energy),
      lifetimeEnergyInMegawattHours: ofBoth { energy($0) + trainingEnergy($0) },
      share: ofBoth { energy($0) / (energy($0) + trainingEnergy($0)) })
  }

  private func trainingEnergy(_ draw: PlanDraw) -> Double {
    draw.factors.energy(compute: draw.allocation.compute) / EnergyUnit.joulesPerMegawattHour
  }
}

extension PlanTarget {
  /// Whether the compute follows from assumptions, such as the utilisation.
  var restsOnAssumptions: Bool {
    switch self {
    case .compute, .loss: false
    case .cluster, .energy, .emissions, .money: true
    }
  }
}

extension Estimate {
  /// A number that was given, and has no uncertainty.
  init(given value: Double) {
    self.init(value: value, reason: "given, not estimated")
  }

  /// This estimate, with `reason` where it has no bound or no value.
  func explained(by reason: String?) -> Estimate {
    guard !value.isFinite || interval.map({ !$0.upper.isFinite || !$0.lower.isFinite }) ?? false
    else { return self }
    var explained = self
    explained.reason = reason ?? self.reason
    return explained
  }
}
