/// The calculation from FLOP to energy and emissions, for one set of values.
///
///     t      = C / (R · MFU · g)          accelerator-seconds
///     E_acc  = t · P_acc                  J of the accelerators
///     E_node = t · P                      J of the servers
///     E      = E_node · (1 + i) · PUE     J of the facility
///     m      = E · CI                     gCO₂e
///
/// C is the training compute, R the dense peak of an accelerator, g the share of the hours that advanced the
/// run, P the power of a server per accelerator, and CI the carbon intensity of the electricity.
/// i accounts for idle nodes; it is 0 by default, because the hours of a whole run include its idle
/// time.
///
/// All energies are computed with these functions.
public struct TrainingEnergyFactors: Sendable, Equatable {
  /// R: dense peak rate of one accelerator at the precision in use, in FLOP/s.
  public var peakFLOPPerSecond: Double
  /// MFU: model FLOP/s over the peak, averaged over the run, in (0, 1].
  public var modelFLOPUtilization: Double
  /// g: the share of the hours that advanced the run, in (0, 1].
  public var goodput: Double
  /// P_acc: average power of one accelerator, in W, at most ``nodePower``; `nil` if its rating is
  /// unknown.
  public var acceleratorPower: Double?
  /// P: average power of the server per accelerator, in W.
  public var nodePower: Double
  /// i: idle-to-busy energy ratio, at least 0.
  public var idleShare: Double
  /// PUE: energy of the facility over that of its servers, at least 1.
  public var powerUsageEffectiveness: Double
  /// CI: carbon intensity of the electricity, in gCO₂e/kWh.
  public var gridIntensity: Double

  /// Makes a set of factors.
  public init(
    peakFLOPPerSecond: Double, modelFLOPUtilization: Double, goodput: Double = 1,
    acceleratorPower: Double? = nil, nodePower: Double, idleShare: Double = 0,
    powerUsageEffectiveness: Double, gridIntensity: Double
  ) {
    self.peakFLOPPerSecond = peakFLOPPerSecond
    self.modelFLOPUtilization = modelFLOPUtilization
    self.goodput = goodput
    self.acceleratorPower = acceleratorPower
    self.nodePower = nodePower
    self.idleShare = idleShare
    self.powerUsageEffectiveness = powerUsageEffectiveness
    self.gridIntensity = gridIntensity
  }

  /// The sustained rate of one accelerator over the hours of the run, in FLOP/s.
  public var sustainedFLOPPerSecond: Double {
    peakFLOPPerSecond * modelFLOPUtilization * goodput
  }

  /// Accelerator-seconds for `compute` FLOP.
  public func acceleratorSeconds(compute: Double) -> Double {
    compute / sustainedFLOPPerSecond
  }

  /// Accelerator-hours for `compute` FLOP.
  public func acceleratorHours(compute: Double) -> Double {
    acceleratorSeconds(compute: compute) / EnergyUnit.secondsPerHour
  }

  /// Energy of the servers, in J, over `acceleratorSeconds` in total.
  public func nodeEnergy(acceleratorSeconds: Double) -> Double {
    acceleratorSeconds * nodePower
  }

  /// Energy of busy and reserved idle servers, in J, if the busy ones take
  /// `nodeEnergy`.
  public func heldEnergy(nodeEnergy: Double) -> Double {
    nodeEnergy * (1 + idleShare)
  }

  /// Energy of the facility, in J, if its busy servers take `nodeEnergy`.
  public func facilityEnergy(nodeEnergy: Double) -> Double {
    heldEnergy(nodeEnergy: nodeEnergy) * powerUsageEffectiveness
  }

  /// Energy of the facility, in J, over `acceleratorSeconds` in total.
  public func energy(acceleratorSeconds: Double) -> Double {
    facilityEnergy(nodeEnergy: nodeEnergy(acceleratorSeconds: acceleratorSeconds))
  }

  /// Energy of the facility, in J, for `compute` FLOP.
  public func energy(compute: Double) -> Double {
    energy(acceleratorSeconds: acceleratorSeconds(compute: compute))
  }

  /// Energy of the facility, in MWh, for `compute` FLOP.
  public func megawattHours(compute: Double) -> Double {
    energy(compute: compute) / EnergyUnit.joulesPerMegawattHour
  }

  /// Energy of the facility per model FLOP, in J.
  public var joulesPerFLOP: Double { energy(compute: 1) }

  /// FLOP done by `accelerators` in `seconds`.
  public func compute(accelerators: Double, seconds: Double) -> Double {
    accelerators * seconds * sustainedFLOPPerSecond
  }

  /// Emissions, in tCO₂e, of generating `energy` J; zero on an emission-free grid, even for infinite energy.
  public func emissions(energy: Double) -> Double {
    guard gridIntensity > 0 else { return 0 }
    return energy / EnergyUnit.joulesPerKilowattHour * gridIntensity / EnergyUnit.gramsPerTonne
  }

  /// Emissions, in tCO₂e, of computing `compute` FLOP.
  public func emissions(compute: Double) -> Double {
    emissions(energy: energy(compute: compute))
  }
}
