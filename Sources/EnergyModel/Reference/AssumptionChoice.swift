import Statistics

/// The choice of each assumption: the user's value, otherwise the closest row of the tables.
struct AssumptionChoice {
  let tables: ReferenceTables
  let hardware: HardwareProfile
  let precision: NumericPrecision
  let stated: [AssumedQuantity: Double]

  /// MFU for the accelerator at the precision, and its usual value from the tables, if any.
  func utilization() throws(EnergyModelError) -> (assumption: Assumption, usual: Double) {
    let assumption = try assumption(.utilization)
    return (assumption, lookUp(.utilization)?.median ?? assumption.median)
  }

  /// A quantity for the accelerator at the precision, from the user or from the tables.
  func assumption(_ quantity: AssumedQuantity) throws(EnergyModelError) -> Assumption {
    if let stated = try stated(quantity, of: hardware.name) { return stated }
    return try tabulated(quantity)
  }

  /// Node power: measured, otherwise a fraction of the rated power.
  func nodePower() throws(EnergyModelError) -> Assumption {
    if let stated = try stated(.nodePower, of: hardware.name) { return stated }
    let fraction: Assumption
    if let stated = try stated(.nodePowerFraction, of: hardware.name) {
      fraction = stated
    } else if let measured = lookUp(.nodePower) {
      return measured
    } else {
      fraction = try tabulated(.nodePowerFraction)
    }
    guard let rated = hardware.ratedNodePower else {
      throw .noAssumption(.nodePower, hardware: hardware.name, precision: precision)
    }
    return try Assumption(
      quantity: .nodePower, subject: hardware.name,
      distribution: fraction.distribution.scaled(by: rated),
      source: Source(
        citation: "fraction of rated power: \(fraction.source.citation); "
          + "rated \(Int(rated.rounded())) W: \(hardware.source.citation)",
        evidence: .computed))
  }

  /// PUE of an operator.
  func powerUsageEffectiveness(
    of facilityOperator: String
  ) throws(EnergyModelError) -> Assumption {
    let row = try tables.powerUsageEffectiveness(of: facilityOperator)
    return try stated(.powerUsageEffectiveness, of: row.subject) ?? row
  }

  /// Carbon intensity of a grid.
  func gridIntensity(of name: String) throws(EnergyModelError) -> Assumption {
    let grid = try tables.grid(named: name)
    if let stated = try stated(.gridIntensity, of: grid.name) { return stated }
    return try Assumption(
      quantity: .gridIntensity, subject: grid.name, distribution: .fixed(grid.carbonIntensity),
      source: grid.source)
  }

  private func stated(
    _ quantity: AssumedQuantity, of subject: String
  ) throws(EnergyModelError) -> Assumption? {
    guard let value = stated[quantity] else { return nil }
    return try Assumption(
      quantity: quantity, subject: subject, distribution: .fixed(value), source: .user)
  }

  private func tabulated(_ quantity: AssumedQuantity) throws(EnergyModelError) -> Assumption {
    guard let found = lookUp(quantity) else {
      throw .noAssumption(quantity, hardware: hardware.name, precision: precision)
    }
    return found
  }

  private func lookUp(_ quantity: AssumedQuantity) -> Assumption? {
    tables.assumption(of: quantity, hardware: hardware, precision: precision)
  }
}
