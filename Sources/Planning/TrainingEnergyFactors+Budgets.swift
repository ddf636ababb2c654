import EnergyModel

/// The prices of training.
public struct Prices: Sendable, Equatable {
  /// Per accelerator-hour.
  public var perAcceleratorHour: Double
  /// Per kilowatt-hour of the facility, if not included in the hourly price.
  public var perKilowattHour: Double

  /// Prices, in the currency of the budgets.
  public init(perAcceleratorHour: Double, perKilowattHour: Double) {
    self.perAcceleratorHour = perAcceleratorHour
    self.perKilowattHour = perKilowattHour
  }
}

extension TrainingEnergyFactors {
  /// C for `energy` J.
  func compute(energy: Double) -> Double { energy / joulesPerFLOP }

  /// C that emits `emissions` tCO₂e; infinite on an emission-free grid.
  func compute(emissions: Double) -> Double {
    emissions / self.emissions(energy: joulesPerFLOP)
  }

  /// The price of one FLOP.
  func price(_ prices: Prices) -> Double {
    prices.perAcceleratorHour / EnergyUnit.secondsPerHour / sustainedFLOPPerSecond
      + prices.perKilowattHour * joulesPerFLOP / EnergyUnit.joulesPerKilowattHour
  }
}
