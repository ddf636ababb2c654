/// What is given when a training run is planned.
public enum PlanTarget: Sendable, Equatable {
  /// A compute budget, in FLOP.
  case compute(Double)
  /// A loss to reach, in the unit of the fitted runs.
  case loss(Double)
  /// Accelerators, and for how long they are to be had, in seconds.
  case cluster(accelerators: Int, seconds: Double)
  /// The energy of the facility, in J.
  case energy(Double)
  /// The emissions of generating the electricity, in tCO₂e.
  case emissions(Double)
  /// Money, and what it pays for.
  case money(Double, Prices)
}
