public import EnergyModel
public import ScalingLaws
public import Statistics

/// The models that are cheapest over their lifetime, for uses of several sizes: one loss, reached by less
/// and less training of larger, or more and more training of smaller models.
public struct LifetimeComparison: Sendable {
  /// L, that all the models reach.
  public let loss: Double
  /// What serving a token takes.
  public let cost: Serving.Cost
  /// The uses, in the order in which they were asked for.
  public let uses: [Use]

  /// A use, and what to train for it.
  public struct Use: Sendable {
    /// D_inf, the tokens that are read and written.
    public let tokens: Double
    /// The model with the least energy of training and serving.
    public let plan: Plan
    /// The energy of training and serving the model with the least training compute, in MWh.
    public let computeOptimalEnergy: Estimate
  }

  /// Plans for `loss` with each number of tokens that will be served.
  ///
  /// - Parameters:
  ///   - fit: The fitted law.
  ///   - energyModel: What turns compute into energy.
  ///   - cost: What serving a token takes.
  ///   - loss: L.
  ///   - tokens: D_inf of each use.
  /// - Throws: ``PlanningError`` where the law has no optimum, or a use cannot be planned for.
  /// - Complexity: That of a plan with serving for each use: see ``Planner/plan(_:)``.
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
  /// serving where none is planned for.
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
        orElse: Self.undefinedPhrase)
    return law.agreeing(draws.estimate(of: ofLaw(fit.values)), ofLaw)
  }
}
