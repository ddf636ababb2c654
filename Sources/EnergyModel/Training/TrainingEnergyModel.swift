import Statistics

/// Training compute to energy and emissions, for one accelerator, site and grid: the one chain that every
/// command goes through.
///
/// The chain itself is ``TrainingEnergyFactors``. This type holds what it assumes, each quantity an
/// ``Assumption`` with its source, and draws them all at once.
public struct TrainingEnergyModel: Sendable {
  /// The accelerator.
  public let hardware: HardwareProfile
  /// The precision of the bulk of the arithmetic.
  public let precision: NumericPrecision
  /// MFU.
  public let utilization: Assumption
  /// Share of the hours that moved the run forward.
  public let goodput: Assumption
  /// Average power of the accelerators alone over their thermal design power.
  public let acceleratorPowerFraction: Assumption
  /// Power of the server per accelerator, in W.
  public let nodePower: Assumption
  /// Energy of idle nodes over that of busy ones; `nil` unless it is stated: the hours of a whole run
  /// include its idle time.
  public let idleShare: Assumption?
  /// The rate over that of the same model in bf16; `nil` where it is not known, and where the utilisation
  /// was stated.
  public let rateGain: Assumption?
  /// PUE.
  public let powerUsageEffectiveness: Assumption
  /// Carbon intensity, in gCO₂e/kWh.
  public let gridIntensity: Assumption
  /// gCO₂e of making the hardware, per accelerator-hour.
  public let embodiedIntensity: Assumption
  /// Energy of the whole programme over that of the final run.
  public let developmentMultiplier: Assumption
  /// Whether the power of a node was stated, as such or as a fraction of its rating: then it is exact, and
  /// does not follow the utilisation.
  public let isPowerStated: Bool

  let peakFLOPPerSecond: Double
  /// The utilisation and the peak in bf16, by which draws in other precisions go; `nil` where the tables
  /// lack them.
  let reference: (utilization: Assumption, peakFLOPPerSecond: Double)?
  private let usualUtilization: Double

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
  ///   - stated: Values to take as exact.
  /// - Throws: ``EnergyModelError`` for unknown names, a precision the accelerator does not have,
  ///   quantities the tables say nothing about, stated values that are impossible, and a node power stated
  ///   both as such and as a fraction of its rating.
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
    if stated[.nodePower] != nil, stated[.nodePowerFraction] != nil {
      throw .statedTwice(.nodePower, .nodePowerFraction)
    }
    peakFLOPPerSecond = peak
    let choice = AssumptionChoice(
      tables: tables, hardware: hardware, precision: precision, stated: stated)
    (utilization, usualUtilization) = try choice.utilization()
    rateGain =
      stated[.utilization] == nil
      ? tables.assumption(of: .rateGain, hardware: hardware, precision: precision) : nil
    if let usual = tables.assumption(of: .utilization, hardware: hardware, precision: .bf16),
      let peak = hardware.peakFLOPPerSecond[.bf16]
    {
      reference = (usual, peak)
    } else {
      reference = nil
    }
    isPowerStated = stated[.nodePower] != nil || stated[.nodePowerFraction] != nil
    nodePower = try choice.nodePower()
    powerUsageEffectiveness = try choice.powerUsageEffectiveness(of: facilityOperator)
    gridIntensity = try choice.gridIntensity(of: grid)
    goodput = try choice.assumption(.goodput)
    acceleratorPowerFraction = try choice.assumption(.acceleratorPowerFraction)
    idleShare = stated[.idleShare] == nil ? nil : try choice.assumption(.idleShare)
    embodiedIntensity = try choice.assumption(.embodiedIntensity)
    developmentMultiplier = try choice.assumption(.developmentMultiplier)
  }

  /// The assumptions that the energy of a compute rests on, in the order of the chain.
  public var assumptions: [Assumption] {
    let losses = goodput.isCertainly(1) ? [] : [goodput]
    return [utilization] + losses + [nodePower] + [idleShare].compactMap { $0 }
      + [powerUsageEffectiveness, gridIntensity]
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
  public var medians: TrainingEnergyFactors { factors(medianValues) }

  /// `count` draws of the factors; draw *k* is a function of (`seed`, *k*) alone.
  public func draws(count: Int = drawCount, seed: UInt64) -> [TrainingEnergyFactors] {
    (0..<count).map { factors(drawnValues($0, seed: seed)) }
  }

  /// The chain with `values`, the power following the utilisation.
  ///
  /// - Parameters:
  ///   - values: What is assumed.
  ///   - known: The utilisation, where facts of a run replace what is assumed of it.
  /// - Returns: The factors.
  func factors(
    _ values: AssumedValues, utilization known: Double? = nil
  ) -> TrainingEnergyFactors {
    let utilization = known ?? values.utilization
    let coupling = powerCoupling(utilization)
    let power = values.nodePower * coupling
    return TrainingEnergyFactors(
      peakFLOPPerSecond: peakFLOPPerSecond, modelFLOPUtilization: utilization,
      goodput: values.goodput,
      // Accelerators draw at most what they are rated for, and never more than the node they are in.
      acceleratorPower: hardware.thermalDesignPower.map {
        min($0, $0 * values.acceleratorPowerFraction * coupling, power)
      },
      nodePower: power, idleShare: idleShare?.median ?? 0,
      powerUsageEffectiveness: values.powerUsageEffectiveness,
      gridIntensity: values.gridIntensity)
  }
}

extension Assumption {
  /// Whether the quantity is exactly `value`.
  func isCertainly(_ value: Double) -> Bool { distribution == .fixed(value) }
}
