import Statistics

/// What the parts of the chain rest on, and whether that is exact.
extension TrainingEnergyModel {
  /// What the time of a compute rests on.
  public var timeBasis: [AssumedQuantity] { [.utilization, .goodput] }

  /// What the power of a node rests on.
  public var powerBasis: [AssumedQuantity] {
    isPowerStated ? [.nodePower] : [.nodePower, .utilization]
  }

  /// What the energy of a facility rests on beside that of its servers.
  public var facilityBasis: [AssumedQuantity] { [.idleShare, .powerUsageEffectiveness] }

  /// What the energy of a compute rests on, at the boundary of the facility.
  public var energyBasis: [AssumedQuantity] { timeBasis + powerBasis + facilityBasis }

  /// The assumptions that are not exact.
  public var uncertain: Set<AssumedQuantity> {
    let all: [Assumption] = [
      utilization, goodput, acceleratorPowerFraction, nodePower, powerUsageEffectiveness,
      gridIntensity, embodiedIntensity, developmentMultiplier,
    ]
    return Set(all.filter { !$0.distribution.isFixed }.map(\.quantity))
  }

  /// Whether all of `basis` is exact.
  public func isExact(_ basis: [AssumedQuantity]) -> Bool {
    !basis.contains(where: uncertain.contains)
  }
}
