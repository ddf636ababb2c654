import Statistics

/// The assumptions behind each part of the calculation, and whether they are fixed.
extension TrainingEnergyModel {
  /// The assumptions behind the time of a compute.
  public var timeBasis: [AssumedQuantity] { [.utilization, .goodput] }

  /// The assumptions behind the power of a node.
  public var powerBasis: [AssumedQuantity] {
    isPowerStated ? [.nodePower] : [.nodePower, .utilization]
  }

  /// The assumptions behind the energy of a facility, beyond those of its servers.
  public var facilityBasis: [AssumedQuantity] { [.idleShare, .powerUsageEffectiveness] }

  /// The assumptions behind the energy of a compute, at the boundary of the facility.
  public var energyBasis: [AssumedQuantity] { timeBasis + powerBasis + facilityBasis }

  /// The assumptions that are not fixed.
  public var uncertain: Set<AssumedQuantity> {
    let all: [Assumption] = [
      utilization, goodput, acceleratorPowerFraction, nodePower, powerUsageEffectiveness,
      gridIntensity, embodiedIntensity, developmentMultiplier,
    ]
    return Set(all.filter { !$0.distribution.isFixed }.map(\.quantity))
  }

  /// Whether all of `basis` is fixed.
  public func isExact(_ basis: [AssumedQuantity]) -> Bool {
    !basis.contains(where: uncertain.contains)
  }
}
