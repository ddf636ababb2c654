import EnergyModel

/// What training is paid by.
public struct Prices: Sendable, Equatable {
  /// For an hour of one accelerator.
  public var perAcceleratorHour: Double
  /// For a kilowatt-hour of the facility, where it is not in the price of the hour.
  public var perKilowattHour: Double

  /// Prices, in the money that budgets are told in.
  public init(perAcceleratorHour: Double, perKilowattHour: Double) {
    self.perAcceleratorHour = perAcceleratorHour
    self.perKilowattHour = perKilowattHour
  }
}

extension TrainingEnergyFactors {
  /// C that `energy` J are enough for.
  func compute(energy: Double) -> Double { energy / joulesPerFLOP }

  /// C that emits `emissions` tCO₂e; infinite on a grid that emits nothing.
  func compute(emissions: Double) -> Double {
    emissions / self.emissions(energy: joulesPerFLOP)
  }

  /// What one FLOP costs.
  func price(_ prices: Prices) -> Double {
    prices.perAcceleratorHour / EnergyUnit.secondsPerHour / sustainedFLOPPerSecond
      + prices.perKilowattHour * joulesPerFLOP / EnergyUnit.joulesPerKilowattHour
  }
}
