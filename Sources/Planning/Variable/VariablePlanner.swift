public import EnergyModel
public import ScalingLaws
import Statistics

/// Plans by a law of one variable: the C, N, D or other variable that reaches a loss, and for a law of C,
/// the loss of a budget.
///
/// A law of C says nothing of N and D. Time, energy and emissions follow from C alone.
public struct VariablePlanner: Sendable {
  private let planner: Planner
  private let inverse: LawInverse

  private var fit: FittedLaw { planner.fit }
  private var symbol: String { inverse.variable.symbol }
  private var isOfCompute: Bool { inverse.variable == .compute }

  /// A planner.
  ///
  /// - Parameters:
  ///   - fit: The fitted law, in which one variable is not held.
  ///   - energyModel: Converts compute to energy.
  ///   - held: The values of the other variables.
  /// - Throws: ``PlanningError`` if the law does not have exactly one such variable, or is undefined.
  public init(
    fit: FittedLaw, energyModel: TrainingEnergyModel,
    holding held: [ScalingLaw.Variable: Double] = [:]
  ) throws(PlanningError) {
    guard let variable = LawInverse.variable(of: fit.law, holding: held) else {
      throw .noOptimum(law: fit.law.name, quantity: fit.predicted)
    }
    guard let inverse = LawInverse(fit, holding: held) else {
      throw .unsolvable(law: fit.law.name, symbol: variable.symbol)
    }
    self.inverse = inverse
    planner = Planner(fit: fit, energyModel: energyModel, solving: inverse, holding: held)
  }

  /// The run for `target`.
  ///
  /// - Throws: ``PlanningError`` for a target that is not a positive, finite number, a budget without C in
  ///   the law, and a loss that the law does not have between the bounds, or has twice.
  /// - Complexity: Some hundred evaluations of the law for each draw.
  public func plan(_ target: PlanTarget) throws(PlanningError) -> Plan {
    try planner.check(target)
    let isLoss = target.loss > 0
    guard isLoss || isOfCompute else {
      throw .withoutCompute(
        target, law: fit.law.name, symbol: symbol, quantity: fit.predicted)
    }
    if isLoss { try checkReach(target.loss) }
    let whole = planner.draw(target, planner.medians, fit.values, index: nil)
    // Time, energy and emissions are those of the compute in each draw.
    let draws =
      isOfCompute
      ? planner.draws(target)
      : PlanDraws(
        models: [], failed: fit.bootstrap.failed, modelsAreOfPairs: false, pairs: [])
    let solved =
      !isLoss
      ? []
      : isOfCompute
        ? draws.models.map(\.compute)
        : fit.draws.map { inverse.solution(reaching: target.loss, values: $0) }
    let point =
      isLoss
      ? inverse.solution(reaching: target.loss, values: fit.values) : whole.allocation.compute
    let distance = distance(of: point)
    let remarks = VariableRemarks(
      inverse: inverse, fit: fit, target: target, point: point, solved: solved, distance: distance)
    let estimates = PlanEstimates(
      planner: planner, target: target, point: whole, draws: draws, unbounded: remarks.unbounded)
    let value =
      isLoss
      ? solution(target.loss, solved).explained(by: remarks.unbounded) : estimates.compute
    func own(_ variable: ScalingLaw.Variable) -> Estimate {
      inverse.variable == variable ? value : missing(variable.symbol)
    }
    let ofCompute = missing("C")
    return Plan(
      target: target, compute: own(.compute), parameterCount: own(.parameterCount),
      tokenCount: own(.tokenCount), tokensPerParameter: missing("N and D"),
      loss: loss(target, at: point),
      acceleratorHours: isOfCompute ? estimates.acceleratorHours : ofCompute,
      energyInMegawattHours: isOfCompute ? estimates.energy : ofCompute,
      emissionsInTonnes: isOfCompute ? estimates.emissions : ofCompute,
      variable: PlannedVariable(
        variable: inverse.variable, value: value, range: inverse.range,
        reached: isLoss ? solved.count(where: \.isFinite) : nil, drawCount: fit.draws.count),
      energyModel: EnergySetting(
        hardware: planner.energyModel.hardware, precision: planner.energyModel.precision,
        boundary: .facility, evidence: .predicted, assumptions: planner.energyModel.assumptions),
      distance: distance, remarks: remarks.all)
  }

  /// Refuses a loss that the law reaches twice, or not where the variable is sought.
  private func checkReach(_ loss: Double) throws(PlanningError) {
    switch inverse.answer(reaching: loss, values: fit.values) {
    case .at, .above: return
    case .turning(let place):
      throw .turning(law: fit.law.name, symbol: symbol, at: place, range: inverse.range)
    case .below:
      throw .beyondRange(
        target: loss, symbol: symbol, range: inverse.range,
        least: inverse.value(at: inverse.range.lowerBound, values: fit.values),
        quantity: fit.predicted)
    case .undefined: throw .unsolvable(law: fit.law.name, symbol: symbol)
    }
  }

  /// The variable at which the law reaches a loss.
  private func solution(_ loss: Double, _ solved: [Double]) -> Estimate {
    func figure(_ values: [Double]) -> Double { inverse.solution(reaching: loss, values: values) }
    let draws =
      !planner.law.arePercentiles
      ? planner.law.of(orElse: planner.undefinedPhrase, figure)
      : planner.law.withheld(from: figure).map { .none(because: $0) }
        ?? Draws(
          solved, level: fit.bootstrap.level, orElse: planner.undefinedPhrase,
          failed: fit.bootstrap.failed, failure: Planner.failurePhrase
        ).widened(by: planner.law.widening, about: figure(fit.values))
    return planner.law.agreeing(draws.estimate(of: figure(fit.values)), figure)
  }

  /// The loss at the variable's value, for every draw of the law.
  private func loss(_ target: PlanTarget, at point: Double) -> Estimate {
    guard point.isFinite else {
      return .missing(target.loss, because: "no \(symbol) reaches the target")
    }
    var loss = fit.predict(at: planner.held.merging([inverse.variable: point]) { $1 }).loss
    if target.loss > 0 { loss.value = target.loss }
    return loss
  }

  private func distance(of point: Double) -> RunDistance {
    func own(_ variable: ScalingLaw.Variable) -> Double? {
      inverse.variable == variable ? point : nil
    }
    return RunDistance(
      parameterCount: own(.parameterCount), tokenCount: own(.tokenCount), compute: own(.compute),
      of: fit.dataset)
  }

  private func missing(_ symbol: String) -> Estimate {
    .missing(.nan, because: "\(symbol) \(symbol.count == 1 ? "is" : "are") not in the law")
  }
}

extension LawInverse {
  /// The run with a compute, or the only one with a loss: the variable's place has its value, and figures
  /// that the law does not give are NaN.
  func allocation(compute: Double?, loss: Double, values: [Double]) -> Allocation {
    let solved = compute ?? solution(reaching: loss, values: values)
    var found = Allocation.undefined(compute: variable == .compute ? solved : .nan)
    if variable == .parameterCount { found.parameterCount = solved }
    if variable == .tokenCount { found.tokenCount = solved }
    found.loss = compute == nil ? loss : value(at: solved, values: values)
    return found
  }
}
