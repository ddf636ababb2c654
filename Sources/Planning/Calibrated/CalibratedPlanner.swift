public import EnergyModel
public import Inference
internal import Statistics

/// Plans the best training run by an ensemble of laws.
public struct CalibratedPlanner: Sendable {
  private let ensemble: LossEnsemble
  private let energyModel: TrainingEnergyModel
  private let level: Double
  private let draws: [EnsembleDraw]
  private let assumptions: [TrainingEnergyFactors]

  /// The number of draws.
  private static let drawCount = 1000

  /// A planner.
  ///
  /// - Parameters:
  ///   - ensemble: The laws.
  ///   - energyModel: Converts compute to energy.
  ///   - level: The level of the intervals.
  ///   - seed: The seed of the random numbers.
  public init(
    _ ensemble: LossEnsemble, energyModel: TrainingEnergyModel, level: Double, seed: UInt64
  ) {
    self.ensemble = ensemble
    self.energyModel = energyModel
    self.level = level
    draws = ensemble.draws(count: Self.drawCount, seed: seed)
    assumptions = energyModel.draws(count: Self.drawCount, seed: seed)
  }

  /// The best run for `target`.
  ///
  /// Draw k of the ensemble is paired with draw k of the assumptions.
  public func plan(_ target: PlanTarget) -> CalibratedPlan {
    let computes = zip(draws, assumptions).map { draw, factors in
      target.compute(factors) ?? draw.compute(forLoss: target.loss)
    }
    let models = zip(draws, computes).map { draw, compute in
      compute.isFinite ? draw.allocation(compute: compute) : (.nan, .nan)
    }
    let dependsOnLaw = target.loss > 0
    let sizes = estimate(models.map(\.0))
    let tokens = estimate(models.map(\.1))
    return CalibratedPlan(
      compute: dependsOnLaw ? estimate(computes) : nil,
      parameterCount: sizes, tokenCount: tokens,
      tokensPerParameter: estimate(models.map { $0.1 / $0.0 }),
      loss: ensemble.forecast(
        parameterCount: sizes.value, tokenCount: tokens.value, level: level)?.loss
        ?? .missing(.nan, because: "a law is undefined at the planned model"),
      energyInMegawattHours: dependsOnLaw
        ? estimate(zip(assumptions, computes).map { $0.megawattHours(compute: $1) }) : nil,
      emissionsInTonnes: dependsOnLaw
        ? estimate(zip(assumptions, computes).map { $0.emissions(compute: $1) }) : nil,
      remarks: ensemble.remarks(parameterCount: sizes.value, tokenCount: tokens.value))
  }

  /// The median of draws with a central interval.
  private func estimate(_ values: [Double]) -> Estimate {
    let known = values.filter { !$0.isNaN }
    guard let middle = known.isEmpty ? nil : median(of: known) else {
      return .missing(.nan, because: "no draw has an optimum")
    }
    return Draws(
      values, level: level, method: .predictiveMixture, orElse: "have no compute optimum"
    ).estimate(of: middle)
  }
}
