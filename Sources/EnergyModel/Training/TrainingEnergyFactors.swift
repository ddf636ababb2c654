/// One set of values for everything between a count of FLOP and the emissions of computing it.
///
///     t = C / (R · MFU)          accelerator-seconds
///     E = t · P · PUE            J, of the facility
///     m = E · CI                 gCO₂e
///
/// with C the training compute, R the dense peak of an accelerator, P the power of a server per
/// accelerator, CI the carbon intensity of the electricity.
public struct TrainingEnergyFactors: Sendable, Equatable {
  /// R: dense peak rate of one accelerator at the precision in use, in FLOP/s.
  public var peakFLOPPerSecond: Double
  /// MFU: model FLOP/s over the peak, averaged over the run, in (0, 1].
  public var modelFLOPUtilization: Double
  /// P: average power of the server per accelerator, in W.
  public var nodePower: Double
  /// PUE: energy of the facility over that of its servers, at least 1.
  public var powerUsageEffectiveness: Double
  /// CI: carbon intensity of the electricity, in gCO₂e/kWh.
  public var gridIntensity: Double

  /// Makes a set of factors.
  public init(
    peakFLOPPerSecond: Double, modelFLOPUtilization: Double, nodePower: Double,
    powerUsageEffectiveness: Double, gridIntensity: Double
  ) {
    self.peakFLOPPerSecond = peakFLOPPerSecond
    self.modelFLOPUtilization = modelFLOPUtilization
    self.nodePower = nodePower
    self.powerUsageEffectiveness = powerUsageEffectiveness
    self.gridIntensity = gridIntensity
  }

  /// The rate one accelerator keeps up over the run, in FLOP/s.
  public var sustainedFLOPPerSecond: Double { peakFLOPPerSecond * modelFLOPUtilization }

  /// Energy of the facility for one FLOP of the model, in J.
  public var joulesPerFLOP: Double {
    nodePower * powerUsageEffectiveness / sustainedFLOPPerSecond
  }

  /// Accelerator-seconds that `compute` FLOP take.
  public func acceleratorSeconds(compute: Double) -> Double {
    compute / sustainedFLOPPerSecond
  }

  /// FLOP that `accelerators` of them do in `seconds`.
  public func compute(accelerators: Double, seconds: Double) -> Double {
    accelerators * seconds * sustainedFLOPPerSecond
  }

  /// Energy of the facility, in J, while accelerators are used for `acceleratorSeconds` in sum.
  public func energy(acceleratorSeconds: Double) -> Double {
    acceleratorSeconds * nodePower * powerUsageEffectiveness
  }

  /// Energy of the facility, in J, for `compute` FLOP.
  public func energy(compute: Double) -> Double {
    energy(acceleratorSeconds: acceleratorSeconds(compute: compute))
  }

  /// Emissions, in tCO₂e, of generating `energy` J; none on a grid without any, however much that is.
  public func emissions(energy: Double) -> Double {
    guard gridIntensity > 0 else { return 0 }
    return energy / EnergyUnit.joulesPerKilowattHour * gridIntensity / EnergyUnit.gramsPerTonne
  }

  /// Emissions, in tCO₂e, of computing `compute` FLOP.
  public func emissions(compute: Double) -> Double {
    emissions(energy: energy(compute: compute))
  }
}
