/// The target of a planned training run.
public enum PlanTarget: Sendable, Equatable {
  /// A compute budget, in FLOP.
  case compute(Double)
  /// A loss to reach, in the unit of the fitted runs.
  case loss(Double)
  /// Accelerators, and the time they are available, in seconds.
  case cluster(accelerators: Int, seconds: Double)
  /// The energy of the facility, in J.
  case energy(Double)
  /// The emissions of electricity generation, in tCO₂e.
  case emissions(Double)
  /// Money, with prices.
  case money(Double, Prices)
}
