public import EnergyModel
public import ScalingLaws
internal import Statistics

/// Plans the best training run for a budget or a target, from a fitted law and an energy model.
public struct Planner: Sendable {
  /// The fitted law.
  public let fit: FittedLaw
  /// What turns compute into energy.
  public let energyModel: TrainingEnergyModel
  /// The use for which models are planned beside their training; `nil` for none.
  public let serving: Serving?
  let optimum: LawOptimum
  /// Which values of what the law is of are better.
  let direction: Direction
  /// The replicates of the law.
  let law: LawDraws
  /// The chain with every assumption at its median.
  let medians: TrainingEnergyFactors
  /// The draws of the assumptions of training: the same that `energy train` has under the seed.
  let assumptions: [TrainingEnergyFactors]
  let lifetime: LifetimeOptimum?
  /// The law's variables other than N and D.
  let held: [ScalingLaw.Variable: Double]

  /// A planner.
  ///
  /// - Parameters:
  ///   - fit: The fitted law.
  ///   - energyModel: What turns compute into energy.
  ///   - serving: The use for which models are planned beside their training.
  ///   - held: The law's variables other than N and D.
  /// - Throws: ``PlanningError`` where the law has no compute optimum, or lacks a variable.
  public init(
    fit: FittedLaw, energyModel: TrainingEnergyModel, serving: Serving? = nil,
    holding held: [ScalingLaw.Variable: Double] = [:]
  ) throws(PlanningError) {
    let factor = fit.dataset.flopPerParameterToken
    let direction = fit.direction
    let optimum = LawOptimum(
      fit.law, direction: direction, flopPerParameterToken: factor, holding: held)
    let missing = fit.law.variables.filter {
      ![.parameterCount, .tokenCount, .compute].contains($0) && held[$0] == nil
    }
    guard let optimum else {
      throw missing.isEmpty
        ? .noOptimum(law: fit.law.name, quantity: fit.predicted)
        : .missingVariables(law: fit.law.name, symbols: missing.map(\.symbol))
    }
    // A closed form has its own conditions, on the exponents.
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
    self.optimum = optimum
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

  /// The best run for `target`.
  ///
  /// The figures of a plan belong together: see ``draws(_:)`` for how draws are paired.
  ///
  /// - Throws: ``PlanningError`` for a target that is not a positive, finite number, or too small for
  ///   any model.
  /// - Complexity: O(k log k) for k draws. Where each has to be searched for, some hundreds of
  ///   evaluations of the law a draw, of which fewer are taken.
  public func plan(_ target: PlanTarget) throws(PlanningError) -> Plan {
    try check(target)
    let whole = draw(target, medians, fit.values, index: nil)
    let point = whole.allocation
    // Below a thousand nothing is searched for, and no formula says anything.
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

  private func check(_ target: PlanTarget) throws(PlanningError) {
    for value in target.values where !(value > 0 && value.isFinite) { throw .notPositive(target) }
    if case .emissions = target, medians.gridIntensity == 0 { throw .unlimited(target) }
    if case .money(_, let prices) = target,
      !(prices.perAcceleratorHour >= 0 && prices.perKilowattHour >= 0
        && prices.perAcceleratorHour + prices.perKilowattHour > 0)
    {
      throw .notPositive(target)
    }
  }

  /// The loss of the model that the point estimates plan, under every draw of the law.
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
