public import EnergyModel
public import ScalingLaws
internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Plans the best training run for a budget or a target, from a fitted law and an energy model.
public struct Planner: Sendable {
  /// The fitted law.
  public let fit: FittedLaw
  /// What turns compute into energy.
  public let energyModel: TrainingEnergyModel
  let optimum: ComputeOptimum

  /// How many draws the assumptions get where the law has none.
  private static let assumptionDrawCount = 4000

  /// A planner.
  ///
  /// - Throws: ``PlanningError/noOptimum(law:)`` where the law has no compute optimum.
  public init(fit: FittedLaw, energyModel: TrainingEnergyModel) throws(PlanningError) {
    guard let optimum = ComputeOptimum(fit.law) else { throw .noOptimum(law: fit.law.name) }
    self.fit = fit
    self.energyModel = energyModel
    self.optimum = optimum
  }

  /// The best run for `target`.
  ///
  /// Draw k of the law meets draw k of the assumptions, so the figures of a plan belong together.
  ///
  /// - Throws: ``PlanningError/notPositive(_:)`` for a target that is not a positive, finite number.
  /// - Complexity: O(k log k) for k draws.
  public func plan(_ target: PlanTarget) throws(PlanningError) -> Plan {
    try check(target)
    let point = allocation(budget(target, energyModel.medians, fit.values), fit.values)
    let factors = energyModel.draws(
      count: fit.draws.isEmpty ? Self.assumptionDrawCount : fit.draws.count,
      seed: fit.provenance.seed)
    let budgets = factors.indices.map { k in
      budget(target, factors[k], fit.draws.isEmpty ? fit.values : fit.draws[k])
    }
    let allocations = zip(budgets, fit.draws).map(allocation)
    let usable = allocations.filter { !$0.parameterCount.isNaN }
    let remarks = PlanRemarks(
      target: target, point: point, draws: allocations,
      irreducibleLoss: optimum.irreducibleLoss(fit.values), extrapolation: extrapolation(point))

    func estimate(_ quantity: (Allocation) -> Double) -> Estimate {
      Estimate(
        value: quantity(point), draws: usable.map(quantity), level: fit.bootstrap.level,
        method: target.method, reason: "the fit has no draws"
      ).explained(by: remarks.unbounded)
    }
    let energy = energyModel.estimate(
      compute: point.compute, draws: budgets.filter { !$0.isNaN }, seed: fit.provenance.seed,
      level: fit.bootstrap.level)
    return Plan(
      target: target,
      compute: target.isExactCompute
        ? Estimate(given: point.compute)
        : Estimate(
          value: point.compute, draws: budgets.filter { !$0.isNaN }, level: fit.bootstrap.level,
          method: target.method
        ).explained(by: remarks.unbounded),
      parameterCount: estimate(\.parameterCount),
      tokenCount: estimate(\.tokenCount),
      tokensPerParameter: estimate(\.tokensPerParameter),
      loss: plannedLoss(point),
      acceleratorHours: acceleratorHours(target, energy.acceleratorSeconds)
        .explained(by: remarks.unbounded),
      energyInMegawattHours: energy.energy.scaled(by: 1 / EnergyUnit.joulesPerMegawattHour)
        .explained(by: remarks.unbounded),
      emissionsInTonnes: energy.emissions.explained(by: remarks.unbounded),
      energyModel: EnergySetting(
        hardware: energyModel.hardware, precision: energyModel.precision,
        boundary: energy.boundary, evidence: energy.evidence, assumptions: energy.assumptions),
      extrapolation: extrapolation(point),
      notes: remarks.sentences)
  }

  private func acceleratorHours(_ target: PlanTarget, _ seconds: Estimate) -> Estimate {
    if case .cluster(let accelerators, let seconds) = target {
      return Estimate(given: Double(accelerators) * seconds / EnergyUnit.secondsPerHour)
    }
    return seconds.scaled(by: 1 / EnergyUnit.secondsPerHour)
  }

  private func check(_ target: PlanTarget) throws(PlanningError) {
    let values: [Double] =
      switch target {
      case .compute(let compute): [compute]
      case .loss(let loss): [loss]
      case .cluster(let accelerators, let seconds): [Double(accelerators), seconds]
      }
    for value in values where !(value > 0 && value.isFinite) { throw .notPositive(target) }
  }

  /// C for the target, in FLOP.
  private func budget(
    _ target: PlanTarget, _ factors: TrainingEnergyFactors, _ values: [Double]
  ) -> Double {
    switch target {
    case .compute(let compute): compute
    case .loss(let loss):
      optimum.compute(
        forLoss: loss, flopPerParameterToken: fit.dataset.flopPerParameterToken, values: values)
    case .cluster(let accelerators, let seconds):
      factors.compute(accelerators: Double(accelerators), seconds: seconds)
    }
  }

  private func allocation(_ compute: Double, _ values: [Double]) -> Allocation {
    optimum.allocation(
      compute: compute, flopPerParameterToken: fit.dataset.flopPerParameterToken, values: values)
  }

  /// The loss of the model that the point estimates plan, under every draw of the law.
  private func plannedLoss(_ point: Allocation) -> Estimate {
    guard point.compute.isFinite else {
      return Estimate(value: point.loss, reason: "no compute reaches the target")
    }
    var loss = fit.predict(
      parameterCount: point.parameterCount, tokenCount: point.tokenCount
    ).loss
    loss.value = point.loss
    return loss
  }

  private func extrapolation(_ point: Allocation) -> Extrapolation {
    func decades(_ value: Double, _ extent: DatasetSummary.Extent?) -> Double? {
      guard let extent, value.isFinite else { return nil }
      if value > extent.upper { return log10(value / extent.upper) }
      return value < extent.lower ? log10(value / extent.lower) : 0
    }
    let span = fit.dataset.span
    return Extrapolation(
      compute: decades(point.compute, span.compute),
      parameterCount: decades(point.parameterCount, span.parameterCount),
      tokenCount: decades(point.tokenCount, span.tokenCount))
  }
}

extension PlanTarget {
  /// Whether the compute is given as it is.
  var isExactCompute: Bool {
    if case .compute = self { true } else { false }
  }

  /// How the draws of what depends on the compute were made: a cluster's compute depends on an assumed
  /// utilisation.
  var method: ConfidenceInterval.Method {
    if case .cluster = self { .monteCarloPercentile } else { .bootstrapPercentile }
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
