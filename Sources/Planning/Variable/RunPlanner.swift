public import EnergyModel
public import ScalingLaws

/// Plans by any law: the best N and D of a law in both, or the variable of a law of one.
public enum RunPlanner: Sendable {
  /// For a law in two of N, D and C.
  case optimum(Planner)
  /// For a law of one variable.
  case variable(VariablePlanner)

  /// The planner that the variables of the law call for; see ``Planner`` and ``VariablePlanner``.
  ///
  /// - Throws: ``PlanningError``.
  public init(
    fit: FittedLaw, energyModel: TrainingEnergyModel, serving: Serving? = nil,
    holding held: [ScalingLaw.Variable: Double] = [:]
  ) throws(PlanningError) {
    guard held.isEmpty || fit.isDefined(holding: held) else {
      throw .undefined(
        law: fit.law.name, held: Dictionary(uniqueKeysWithValues: held.map { ($0.symbol, $1) }))
    }
    guard let variable = LawInverse.variable(of: fit.law, holding: held) else {
      self = .optimum(
        try Planner(fit: fit, energyModel: energyModel, serving: serving, holding: held))
      return
    }
    if serving != nil {
      throw .servingWithoutSize(law: fit.law.name, symbol: variable.symbol)
    }
    self = .variable(try VariablePlanner(fit: fit, energyModel: energyModel, holding: held))
  }

  /// The run for `target`.
  ///
  /// - Throws: ``PlanningError``.
  public func plan(_ target: PlanTarget) throws(PlanningError) -> Plan {
    switch self {
    case .optimum(let planner): try planner.plan(target)
    case .variable(let planner): try planner.plan(target)
    }
  }

  /// Refuses a law that cannot be planned with, whatever its coefficients.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - quantity: What it predicts.
  ///   - held: The variables other than N and D.
  ///   - targets: The targets.
  ///   - serves: Whether the use of the model is planned for.
  /// - Throws: ``PlanningError``.
  public static func check(
    _ law: ScalingLaw, of quantity: PredictedQuantity,
    holding held: [ScalingLaw.Variable: Double], targets: [PlanTarget], serves: Bool
  ) throws(PlanningError) {
    if let variable = LawInverse.variable(of: law, holding: held) {
      let symbol = variable.symbol
      if serves { throw .servingWithoutSize(law: law.name, symbol: symbol) }
      if variable != .compute, let budget = targets.first(where: { !($0.loss > 0) }) {
        throw .withoutCompute(budget, law: law.name, symbol: symbol, quantity: quantity)
      }
      return
    }
    guard LawOptimum(law, flopPerParameterToken: 6, holding: held) == nil else { return }
    throw Planner.refusal(of: law, quantity: quantity, holding: held)
  }
}

extension Planner {
  /// Why a law without an optimum cannot be planned with.
  static func refusal(
    of law: ScalingLaw, quantity: PredictedQuantity, holding held: [ScalingLaw.Variable: Double]
  ) -> PlanningError {
    let missing = law.variables.filter {
      ![.parameterCount, .tokenCount, .compute].contains($0) && held[$0] == nil
    }
    return missing.isEmpty
      ? .noOptimum(law: law.name, quantity: quantity)
      : .missingVariables(law: law.name, symbols: missing.map(\.symbol))
  }
}

extension FittedLaw {
  /// Whether the law has a value at those of some variables, in the middle of the runs in all others.
  fileprivate func isDefined(holding held: [ScalingLaw.Variable: Double]) -> Bool {
    var point = held
    for variable in law.variables where point[variable] == nil {
      let extent: (lower: Double, upper: Double)? =
        switch variable {
        case .parameterCount: dataset.span.parameterCount.map { ($0.lower, $0.upper) }
        case .tokenCount: dataset.span.tokenCount.map { ($0.lower, $0.upper) }
        case .compute: dataset.span.compute.map { ($0.lower, $0.upper) }
        case .loss: nil
        case .column(let header):
          runs?.variables?[header].flatMap { column in
            column.min().flatMap { low in column.max().map { (low, $0) } }
          }
        }
      guard let extent else { return true }
      point[variable] = (extent.lower + extent.upper) / 2
    }
    return law.value(at: point, values: values).isFinite
  }
}
