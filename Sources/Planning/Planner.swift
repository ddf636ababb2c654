public import EnergyModel
public import ScalingLaws
internal import Statistics

/// Plans the best training run for a budget or a target, from a fitted law and an energy model.
public struct Planner: Sendable {
  /// The fitted law.
  public let fit: FittedLaw
  /// Converts compute to energy.
  public let energyModel: TrainingEnergyModel
  /// The inference use to plan for in addition to training; `nil` for none.
  public let serving: Serving?
  let method: Method
  /// Whether lower or higher values of the predicted quantity are better.
  let direction: Direction
  /// The replicates of the law.
  let law: LawDraws
  /// The factors with every assumption at its median.
  let medians: TrainingEnergyFactors
  /// The draws of the training assumptions, shared with the training energy estimate under the same seed.
  let assumptions: [TrainingEnergyFactors]
  let lifetime: LifetimeOptimum?
  /// The law's variables other than N and D.
  let held: [ScalingLaw.Variable: Double]

  /// A planner.
  ///
  /// - Parameters:
  ///   - fit: The fitted law.
  ///   - energyModel: Converts compute to energy.
  ///   - serving: The inference use to plan for in addition to training.
  ///   - held: The law's variables other than N and D.
  /// - Throws: ``PlanningError`` if the law has no compute optimum, or lacks a variable.
  public init(
    fit: FittedLaw, energyModel: TrainingEnergyModel, serving: Serving? = nil,
    holding held: [ScalingLaw.Variable: Double] = [:]
  ) throws(PlanningError) {
    let factor = fit.dataset.flopPerParameterToken
    let direction = fit.direction
    let optimum = LawOptimum(
      fit.law, direction: direction, flopPerParameterToken: factor, holding: held)
    guard let optimum else {
      throw Self.refusal(of: fit.law, quantity: fit.predicted, holding: held)
    }
    // A closed form checks the exponents itself.
    if optimum.isSearched, let effect = fit.scaleEffect(holding: held),
      direction == .lower ? effect >= 0 : effect <= 0
    {
      throw .worsens(law: fit.law.name, quantity: fit.predicted, direction: direction)
    }
    if let serving, !serving.isPossible { throw .impossibleServing(tokens: serving.tokens) }
    self.fit = fit
    self.energyModel = energyModel
    self.serving = serving
    self.held = held
    method = .optimum(optimum)
    self.direction = direction
    law = fit.lawDraws
    medians = energyModel.medians
    assumptions = energyModel.draws(
      count: TrainingEnergyModel.pairCount(lawDraws: fit.draws.count + fit.bootstrap.failed),
      seed: fit.provenance.seed)
    lifetime = serving.flatMap { _ in
      LifetimeOptimum(
        fit.law, direction: direction, flopPerParameterToken: factor, holding: held)
    }
  }

  /// A planner for a law of one variable, which has no optimum and is only asked for plans.
  init(
    fit: FittedLaw, energyModel: TrainingEnergyModel, solving inverse: LawInverse,
    holding held: [ScalingLaw.Variable: Double]
  ) {
    self.fit = fit
    self.energyModel = energyModel
    serving = nil
    self.held = held
    method = .inverse(inverse)
    direction = fit.direction
    law = fit.lawDraws
    medians = energyModel.medians
    assumptions = energyModel.draws(
      count: TrainingEnergyModel.pairCount(lawDraws: fit.draws.count + fit.bootstrap.failed),
      seed: fit.provenance.seed)
    lifetime = nil
  }

  /// How a run is found by the law.
  enum Method: Sendable {
    /// The best of all with a compute.
    case optimum(LawOptimum)
    /// The only one with a loss, of a law of one variable.
    case inverse(LawInverse)
  }

  /// The optimum; not for a law of one variable.
  var optimum: LawOptimum {
    guard case .optimum(let optimum) = method else {
      preconditionFailure("a law of one variable has no optimum")
    }
    return optimum
  }

  /// The best run for `target`.
  ///
  /// All figures of a plan share their draws.
  ///
  /// - Throws: ``PlanningError`` for a target that is not a positive, finite number, or is too small for
  ///   any model.
  /// - Complexity: O(k log k) for k draws. If each needs a numerical search, some hundreds of
  ///   evaluations of the law per draw, with fewer draws.
  public func plan(_ target: PlanTarget) throws(PlanningError) -> Plan {
    try check(target)
    let whole = draw(target, medians, fit.values, index: nil)
    let point = whole.allocation
    // Below a thousand parameters or tokens neither search nor formula applies.
    let isSmall = min(point.parameterCount, point.tokenCount) < 1e3
    let isKnown = point.compute.isFinite || serving != nil && point.compute.isNaN
    if isKnown, isSmall || isSearched && point.parameterCount.isNaN {
      let canHoldModels = point.compute > fit.dataset.flopPerParameterToken * 1e9
      throw isSmall || !canHoldModels || serving != nil
        ? .outOfReach(target) : .unbalanced(law: fit.law.name, quantity: fit.predicted)
    }
    let draws = draws(target)
    let distance = RunDistance(
      parameterCount: point.parameterCount, tokenCount: point.tokenCount, compute: point.compute,
      of: fit.dataset)
    let remarks = PlanRemarks(
      target: target, quantity: fit.predicted, direction: direction, point: point,
      draws: draws.models,
      irreducibleLoss: optimum.irreducibleLoss(fit.values), distance: distance,
      isSearched: isSearched)
    let estimates = PlanEstimates(
      planner: self, target: target, point: whole, draws: draws, unbounded: remarks.unbounded)
    return Plan(
      target: target,
      compute: estimates.compute,
      parameterCount: estimates.ofLaw(\.parameterCount),
      tokenCount: estimates.ofLaw(\.tokenCount),
      tokensPerParameter: estimates.ofLaw(\.tokensPerParameter),
      loss: plannedLoss(point),
      acceleratorHours: estimates.acceleratorHours,
      energyInMegawattHours: estimates.energy,
      emissionsInTonnes: estimates.emissions,
      serving: serving.map(estimates.servingPlan),
      energyModel: EnergySetting(
        hardware: energyModel.hardware, precision: energyModel.precision, boundary: .facility,
        evidence: .predicted, assumptions: energyModel.assumptions),
      distance: distance, remarks: remarks.all)
  }

  func check(_ target: PlanTarget) throws(PlanningError) {
    for value in target.values where !(value > 0 && value.isFinite) { throw .notPositive(target) }
    if case .emissions = target, medians.gridIntensity == 0 { throw .unlimited(target) }
    if case .money(_, let prices) = target,
      !(prices.perAcceleratorHour >= 0 && prices.perKilowattHour >= 0
        && prices.perAcceleratorHour + prices.perKilowattHour > 0)
    {
      throw .notPositive(target)
    }
  }

  /// The loss of the model planned with the point estimates, for every draw of the law.
  private func plannedLoss(_ point: Allocation) -> Estimate {
    guard point.compute.isFinite else {
      return .missing(point.loss, because: "no compute reaches the target")
    }
    var model = held
    model[.parameterCount] = point.parameterCount
    model[.tokenCount] = point.tokenCount
    var loss = fit.predict(at: model).loss
    loss.value = point.loss
    return loss
  }
}
