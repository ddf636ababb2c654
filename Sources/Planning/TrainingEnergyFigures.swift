import EnergyModel
import ScalingLaws
import Statistics

/// The energy of training, in MWh at the boundary of the facility: of a known compute, and of
/// one that varies with the draws of a law.
struct TrainingEnergyFigures {
  private let model: TrainingEnergyModel
  private let medians: TrainingEnergyFactors
  private let factors: [TrainingEnergyFactors]
  private let level: Double

  /// The energy figures that accompany those of `fit`.
  ///
  /// - Parameters:
  ///   - model: The energy model.
  ///   - fit: The fit, which sets seed, level and number of replicates.
  init(_ model: TrainingEnergyModel, beside fit: FittedLaw) {
    self.model = model
    medians = model.medians
    factors = model.draws(
      count: TrainingEnergyModel.pairCount(lawDraws: fit.draws.count + fit.bootstrap.failed),
      seed: fit.provenance.seed)
    level = fit.bootstrap.level
  }

  /// The energy of a known compute with every assumption at its median.
  func point(compute: Double) -> Double { medians.megawattHours(compute: compute) }

  /// The energy of a known compute, the same in every estimate.
  func estimate(compute: Double) -> Estimate {
    let point = point(compute: compute)
    guard !model.isExact(model.energyBasis) else { return .computed(point) }
    return Draws(
      factors.prefix(TrainingEnergyModel.drawCount).map { $0.megawattHours(compute: compute) },
      level: level, method: .monteCarloPercentile
    ).estimate(of: point)
  }

  /// Draws of the energy of a known compute, one for each pair.
  func draws(compute: Double) -> Draws {
    Draws(
      factors.map { $0.megawattHours(compute: compute) }, level: level,
      method: .monteCarloPercentile)
  }
}
