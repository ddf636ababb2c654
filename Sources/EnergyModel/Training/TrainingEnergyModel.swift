public import Statistics

/// Training compute to energy and emissions, for one accelerator, site and grid.
///
/// The model is a chain of factors, ``TrainingEnergyFactors``, of which four are uncertain. Each is
/// an ``Assumption`` with its source; ``draw(from:)`` draws all four at once.
public struct TrainingEnergyModel: Sendable {
  /// The accelerator.
  public let hardware: HardwareProfile
  /// The precision of the bulk of the arithmetic.
  public let precision: NumericPrecision
  /// MFU.
  public let utilization: Assumption
  /// Power of the server per accelerator, in W.
  public let nodePower: Assumption
  /// The rate over that of the same model in bf16; `nil` where it is not known, and where the utilisation
  /// was stated.
  public let rateGain: Assumption?
  /// PUE.
  public let powerUsageEffectiveness: Assumption
  /// Carbon intensity, in gCO₂e/kWh.
  public let gridIntensity: Assumption

  private let peakFLOPPerSecond: Double
  private let usualUtilization: Double
  private let isPowerStated: Bool

  /// φ: the share of a busy node's power that does not follow the utilisation.
  ///
  /// Median over five tasks of MLPerf Training 4.0 that were run on one node and spread over 8, 9 or 64:
  /// the ratio of the node-seconds is that of the utilisations, and P(u)/P(ū) = φ + (1 − φ)·u/ū.
  static let constantPowerShare = 0.48
  /// The highest power at a utilisation over the power at the usual one, where no rating limits it.
  private static let greatestCoupling = 1.35

  /// Sets up the model from reference tables, values the user states going before theirs.
  ///
  /// - Parameters:
  ///   - tables: The reference tables.
  ///   - accelerator: The name of an accelerator.
  ///   - precision: The number format that training is done in.
  ///   - grid: The name of a grid.
  ///   - facilityOperator: Whose PUE is taken.
  ///   - stated: Values to take as exact. A node power goes before a node power fraction.
  /// - Throws: ``EnergyModelError`` for unknown names, a precision the accelerator does not have,
  ///   quantities the tables say nothing about, and stated values that are impossible.
  public init(
    tables: ReferenceTables, accelerator: String, precision: NumericPrecision = .bf16,
    grid: String = "world", facilityOperator: String = Assumption.defaultSubject,
    stated: [AssumedQuantity: Double] = [:]
  ) throws(EnergyModelError) {
    hardware = try tables.accelerator(named: accelerator)
    self.precision = precision
    guard let peak = hardware.peakFLOPPerSecond[precision] else {
      throw .unsupportedPrecision(
        precision, hardware: hardware.name, supported: hardware.precisions)
    }
    peakFLOPPerSecond = peak
    let choice = AssumptionChoice(
      tables: tables, hardware: hardware, precision: precision, stated: stated)
    (utilization, usualUtilization) = try choice.utilization()
    rateGain =
      stated[.utilization] == nil
      ? tables.assumption(of: .rateGain, hardware: hardware, precision: precision) : nil
    isPowerStated = stated[.nodePower] != nil
    nodePower = try choice.nodePower()
    powerUsageEffectiveness = try choice.powerUsageEffectiveness(of: facilityOperator)
    gridIntensity = try choice.gridIntensity(of: grid)
  }

  /// The assumptions, in the order of the chain.
  public var assumptions: [Assumption] {
    [utilization, nodePower, powerUsageEffectiveness, gridIntensity]
  }

  /// The power of a node at a utilisation over its power at the usual one.
  ///
  /// A node that computes less draws less, but not in proportion. 1 where the power was stated.
  public func powerCoupling(_ utilization: Double) -> Double {
    guard !isPowerStated else { return 1 }
    let share = Self.constantPowerShare
    let ratio = share + (1 - share) * utilization / usualUtilization
    let limit = hardware.ratedNodePower.map { max(1, $0 / nodePower.median) }
    return min(ratio, limit ?? Self.greatestCoupling)
  }

  /// The factors with every assumption at its median.
  public var medians: TrainingEnergyFactors { factors { $0.median } }

  /// One draw of the factors.
  ///
  /// Each assumption takes one uniform number, fixed or not: to state one value leaves the draws of
  /// the others as they are.
  public func draw(from stream: inout RandomStream) -> TrainingEnergyFactors {
    factors { $0.quantile(stream.uniform()) }
  }

  /// `count` draws of the factors; draw *k* is a function of (`seed`, *k*) alone.
  ///
  /// The streams differ from those that a bootstrap under the same seed numbers from 0.
  public func draws(count: Int, seed: UInt64) -> [TrainingEnergyFactors] {
    (0..<count).map { index in
      var stream = RandomStream(seed: seed, stream: Self.firstStream + UInt64(index))
      return draw(from: &stream)
    }
  }

  /// `count` draws of the factors of the run that `reference` is the model of, done in this precision.
  ///
  /// Draw *k* has the power, the PUE and the grid of draw *k* of the reference, and its rate times a draw
  /// of ``rateGain``. Without that, the utilisations of the two lie at the same quantile.
  ///
  /// - Parameters:
  ///   - count: How many draws are made.
  ///   - seed: The seed of the draws.
  ///   - reference: The model of the same accelerator and site in bf16.
  /// - Returns: The draws.
  public func draws(
    count: Int, seed: UInt64, besides reference: TrainingEnergyModel
  ) -> [TrainingEnergyFactors] {
    let draws = draws(count: count, seed: seed)
    guard let rateGain else { return draws }
    let rates = reference.draws(count: count, seed: seed).map(\.sustainedFLOPPerSecond)
    return draws.indices.map { index in
      var stream = RandomStream(seed: seed, stream: Self.firstGainStream + UInt64(index))
      let rate = rates[index] * rateGain.quantile(stream.uniform())
      var factors = draws[index]
      let own = powerCoupling(factors.modelFLOPUtilization)
      factors.modelFLOPUtilization = min(1, rate / peakFLOPPerSecond)
      factors.nodePower *= powerCoupling(factors.modelFLOPUtilization) / own
      return factors
    }
  }

  private static let firstStream: UInt64 = 1 << 63
  private static let firstGainStream: UInt64 = 5 << 61

  private func factors(_ value: (Assumption) -> Double) -> TrainingEnergyFactors {
    let utilization = value(utilization)
    return TrainingEnergyFactors(
      peakFLOPPerSecond: peakFLOPPerSecond,
      modelFLOPUtilization: utilization,
      nodePower: value(nodePower) * powerCoupling(utilization),
      powerUsageEffectiveness: value(powerUsageEffectiveness),
      gridIntensity: value(gridIntensity))
  }
}
