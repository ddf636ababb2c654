public import Statistics

/// The energy and emissions of training, with intervals, and what they rest on.
public struct EnergyEstimate: Sendable, Equatable {
  /// Accelerator-seconds.
  public var acceleratorSeconds: Estimate
  /// Energy, in J.
  public var energy: Estimate
  /// Emissions of generating the electricity, in tCO₂e.
  public var emissions: Estimate
  /// What ``energy`` counts.
  public var boundary: EnergyBoundary
  /// How ``energy`` was come by.
  public var evidence: EnergyEvidence
  /// What was assumed, with sources, in the order of the chain.
  public var assumptions: [Assumption]
}

extension TrainingEnergyModel {
  /// The energy of training with a compute that is uncertain itself.
  ///
  /// The point estimates have every assumption at its median. Draw *k* of the compute meets draw *k*
  /// of the assumptions, so figures from draws of one fitted law under one `seed` belong together.
  ///
  /// - Parameters:
  ///   - compute: C, training compute in FLOP.
  ///   - draws: Draws of C; `+∞` stands for a compute without bound, NaN is not allowed.
  ///   - seed: The seed of the draws of the assumptions.
  ///   - level: The level of the intervals.
  /// - Returns: The estimate, at the boundary of the facility.
  /// - Complexity: O(k log k) for k draws.
  public func estimate(
    compute: Double, draws: [Double], seed: UInt64, level: Double
  ) -> EnergyEstimate {
    let pairs = zip(draws, self.draws(count: draws.count, seed: seed))
    func estimate(_ quantity: (TrainingEnergyFactors, Double) -> Double) -> Estimate {
      Estimate(
        value: quantity(medians, compute), draws: pairs.map { quantity($1, $0) }, level: level,
        method: .monteCarloPercentile)
    }
    return EnergyEstimate(
      acceleratorSeconds: estimate { $0.acceleratorSeconds(compute: $1) },
      energy: estimate { $0.energy(compute: $1) },
      emissions: estimate { $0.emissions(compute: $1) },
      boundary: .facility, evidence: .predicted, assumptions: assumptions)
  }

  /// The energy of training with a known compute; see ``estimate(compute:draws:seed:level:)``.
  ///
  /// - Parameters:
  ///   - compute: C, training compute in FLOP.
  ///   - count: How many draws of the assumptions are made.
  ///   - seed: The seed of the draws.
  ///   - level: The level of the intervals.
  /// - Returns: The estimate, at the boundary of the facility.
  public func estimate(
    compute: Double, count: Int = 4000, seed: UInt64, level: Double
  ) -> EnergyEstimate {
    estimate(
      compute: compute, draws: Array(repeating: compute, count: count), seed: seed, level: level)
  }
}
