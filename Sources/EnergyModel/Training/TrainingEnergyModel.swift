import Statistics

/// Training compute to energy and emissions, for one accelerator, site and grid: the one calculation that
/// every estimate uses.
///
/// The calculation itself is ``TrainingEnergyFactors``. This type holds its assumptions, each an
/// ``Assumption`` with its source, and draws them jointly.
public struct TrainingEnergyModel: Sendable {
  /// The accelerator.
  public let hardware: HardwareProfile
  /// The precision of the bulk of the arithmetic.
  public let precision: NumericPrecision
  /// MFU.
  public let utilization: Assumption
  /// Share of the hours that advanced the run.
  public let goodput: Assumption
  /// Average power of the accelerators over their thermal design power.
  public let acceleratorPowerFraction: Assumption
  /// Power of the server per accelerator, in W.
  public let nodePower: Assumption
  /// Idle-to-busy energy ratio; `nil` unless given: the hours of a whole run
  /// include its idle time.
  public let idleShare: Assumption?
  /// The speed-up over bf16; `nil` if unknown, or if the utilization
  /// was given.
  public let rateGain: Assumption?
  /// PUE.
  public let powerUsageEffectiveness: Assumption
  /// Carbon intensity, in gCO₂e/kWh.
  public let gridIntensity: Assumption
  /// gCO₂e of manufacturing the hardware, per accelerator-hour.
  public let embodiedIntensity: Assumption
  /// Energy of the whole programme over that of the final run.
  public let developmentMultiplier: Assumption
  /// Whether the node power was given, directly or as a fraction of its rating: then it is fixed, and
  /// does not depend on the utilization.
  public let isPowerStated: Bool

  let peakFLOPPerSecond: Double
  /// The utilization and the peak in bf16, which draws in other precisions use; `nil` if the tables
  /// lack them.
  let reference: (utilization: Assumption, peakFLOPPerSecond: Double)?
  private let usualUtilization: Double

  /// φ: the share of a busy node's power that does not depend on the utilization.
  ///
  /// Median over five MLPerf Training 4.0 tasks run both on one node and on 8, 9 or 64:
  /// the ratio of node-seconds is that of the utilizations, and P(u)/P(ū) = φ + (1 − φ)·u/ū.
  static let constantPowerShare = 0.48
  /// The maximum ratio of power at a utilization to power at the usual one, if no rating limits it.
  private static let greatestCoupling = 1.35

  /// Sets up the model from reference tables; the user's values take precedence.
  ///
  /// - Parameters:
  ///   - tables: The reference tables.
  ///   - accelerator: The name of an accelerator.
  ///   - precision: The number format of training.
  ///   - grid: The name of a grid.
  ///   - facilityOperator: The operator whose PUE to use.
  ///   - stated: Fixed values.
  /// - Throws: ``EnergyModelError`` for unknown names, an unsupported precision,
  ///   quantities missing from the tables, impossible values, and a node power given
  ///   both directly and as a fraction of its rating.
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

  /// The assumptions behind the energy of a compute, in the order of the calculation.
  public var assumptions: [Assumption] {
    let losses = goodput.isCertainly(1) ? [] : [goodput]
    return [utilization] + losses + [nodePower] + [idleShare].compactMap { $0 }
      + [powerUsageEffectiveness, gridIntensity]
  }

  /// The power of a node at a utilization over its power at the usual one.
  ///
  /// A node that computes less draws less, but not proportionally. 1 if the power was given.
  public func powerCoupling(_ utilization: Double) -> Double {
    guard !isPowerStated else { return 1 }
    let share = Self.constantPowerShare
    let ratio = share + (1 - share) * utilization / usualUtilization
    let limit = hardware.ratedNodePower.map { max(1, $0 / nodePower.median) }
    return min(ratio, limit ?? Self.greatestCoupling)
  }

  /// The factors with every assumption at its median.
  public var medians: TrainingEnergyFactors { factors(medianValues) }

  /// `count` draws of the factors; draw *k* depends only on (`seed`, *k*).
  public func draws(count: Int = drawCount, seed: UInt64) -> [TrainingEnergyFactors] {
    (0..<count).map { factors(drawnValues($0, seed: seed)) }
  }

  /// The factors for `values`, with power adjusted to the utilization.
  ///
  /// - Parameters:
  ///   - values: The assumed values.
  ///   - known: The utilization, if facts about a run replace the assumption.
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
      // Accelerators draw at most their rated power, and never more than their node.
      acceleratorPower: hardware.thermalDesignPower.map {
        min($0, $0 * values.acceleratorPowerFraction * coupling, power)
      },
      nodePower: power, idleShare: idleShare?.median ?? 0,
      powerUsageEffectiveness: values.powerUsageEffectiveness,
      gridIntensity: values.gridIntensity)
  }
}

extension Assumption {
  /// Whether the quantity is fixed.
  func isCertainly(_ value: Double) -> Bool { distribution == .fixed(value) }
}
