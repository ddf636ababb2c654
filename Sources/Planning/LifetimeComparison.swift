public import EnergyModel
public import ScalingLaws
public import Statistics

/// The models with the lowest lifetime cost, for several amounts of use: one loss, reached by shorter
/// training of larger models or longer training of smaller ones.
public struct LifetimeComparison: Sendable {
  /// L, the loss of all the models.
  public let loss: Double
  /// The cost of serving a token.
  public let cost: Serving.Cost
  /// The uses, in input order.
  public let uses: [Use]

  /// A use, with the model to train for it.
  public struct Use: Sendable {
    /// D_inf, the input and output tokens.
    public let tokens: Double
    /// The model that minimises the energy of training and serving.
    public let plan: Plan
    /// The energy of training and serving the model that minimises training compute, in MWh.
    public let computeOptimalEnergy: Estimate
  }

  /// Plans for `loss` with each number of served tokens.
  ///
  /// - Parameters:
  ///   - fit: The fitted law.
  ///   - energyModel: Converts compute to energy.
  ///   - cost: The cost of serving a token.
  ///   - loss: L.
  ///   - tokens: D_inf of each use.
  /// - Throws: ``PlanningError`` if the law has no optimum, or a use cannot be planned for.
  /// - Complexity: One plan with serving per use; see ``Planner/plan(_:)``.
  public init(
    fit: FittedLaw, energyModel: TrainingEnergyModel, cost: Serving.Cost, loss: Double,
    tokens: [Double]
  ) throws(PlanningError) {
    var uses: [Use] = []
    for count in tokens {
      let planner = try Planner(
        fit: fit, energyModel: energyModel, serving: Serving(tokens: count, cost: cost))
      uses.append(
        Use(
          tokens: count, plan: try planner.plan(.loss(loss)),
          computeOptimalEnergy: planner.computeOptimalLifetimeEnergy(loss: loss)))
    }
    self.loss = loss
    self.cost = cost
    self.uses = uses
  }
}

extension Planner {
  /// The energy of training and serving the model that reaches `loss` with the least compute, in MWh; 0 for
  /// serving if none is planned.
  func computeOptimalLifetimeEnergy(loss: Double) -> Estimate {
    func energy(_ factors: TrainingEnergyFactors, _ values: [Double], _ index: Int?) -> Double {
      let model = optimum.allocation(
        compute: optimum.compute(forLoss: loss, values: values), values: values)
      let training = factors.energy(compute: model.compute)
      let serving = serving?.energy(
        parameterCount: model.parameterCount, factors: factors, draw: index)
      return (training + (serving ?? 0)) / EnergyUnit.joulesPerMegawattHour
    }
    func ofLaw(_ values: [Double]) -> Double { energy(medians, values, nil) }
    let (refits, failed) = replicates
    let count = refits.count + failed
    let draws =
      law.withheld(from: ofLaw).map { .none(because: $0) }
      ?? Draws(
        assumptions.prefix(Self.searchedDrawCount).enumerated().map { index, factors in
          index % count < refits.count
            ? energy(factors, refits[index % count], index) : .nan
        }, level: fit.bootstrap.level, method: .monteCarloPercentile,
        orElse: undefinedPhrase
      ).widened(by: law.widening, about: ofLaw(fit.values))
    return law.agreeing(draws.estimate(of: ofLaw(fit.values)), ofLaw)
  }
}
