/// A quantity that an energy estimate has to assume.
public enum AssumedQuantity: String, CaseIterable, Sendable {
  /// Model FLOP/s over the dense peak of the accelerator, averaged over a whole run (MFU).
  case utilization
  /// Average power of the server per accelerator, in W.
  case nodePower = "node-power"
  /// Average over rated power of the server.
  case nodePowerFraction = "node-power-fraction"
  /// Energy of the facility over that of its nodes (PUE).
  case powerUsageEffectiveness = "power-usage-effectiveness"
  /// Carbon intensity of the electricity, in gCO₂e per kWh.
  case gridIntensity = "grid-intensity"

  /// The quantity in words.
  public var title: String {
    switch self {
    case .utilization: "model FLOP utilization"
    case .nodePower: "node power per accelerator"
    case .nodePowerFraction: "node power over rated power"
    case .powerUsageEffectiveness: "power usage effectiveness (PUE)"
    case .gridIntensity: "grid carbon intensity"
    }
  }

  /// The unit, `1` for a ratio.
  public var unit: String {
    switch self {
    case .utilization, .nodePowerFraction, .powerUsageEffectiveness: "1"
    case .nodePower: "W"
    case .gridIntensity: "gCO2e/kWh"
    }
  }

  /// Whether `value` is physically possible.
  public func allows(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    return switch self {
    case .utilization, .nodePowerFraction: value > 0 && value <= 1
    case .nodePower: value > 0
    case .powerUsageEffectiveness: value >= 1
    case .gridIntensity: value >= 0
    }
  }

  /// The nearest value to `value` within the physical limits.
  ///
  /// The tail of a log-normal distribution can reach beyond them.
  func limited(_ value: Double) -> Double {
    switch self {
    case .utilization, .nodePowerFraction: min(value, 1)
    case .powerUsageEffectiveness: max(value, 1)
    case .nodePower, .gridIntensity: value
    }
  }

  /// What ``allows(_:)`` asks for, in words.
  var requirement: String {
    switch self {
    case .utilization, .nodePowerFraction: "a number above 0 and up to 1"
    case .nodePower: "a positive number of watts"
    case .powerUsageEffectiveness: "a number of at least 1"
    case .gridIntensity: "a number of at least 0 gCO2e/kWh"
    }
  }

  /// Why ``allows(_:)`` asks for that.
  var reason: String {
    switch self {
    case .utilization:
      "it is the rate achieved over the accelerator's dense peak, which no run exceeds"
    case .nodePower: "it is the power that a running server draws for each accelerator in it"
    case .nodePowerFraction: "it is average over rated power of the server"
    case .powerUsageEffectiveness:
      "PUE is the energy of the whole facility over that of the servers in it"
    case .gridIntensity: "it is what generating one kilowatt-hour emits"
    }
  }

  /// The option of the command that gives the quantity a value.
  var option: String {
    switch self {
    case .utilization: "--utilization"
    case .nodePower: "--node-power"
    case .nodePowerFraction: "--node-power-fraction"
    case .powerUsageEffectiveness: "--pue"
    case .gridIntensity: "--grid-intensity"
    }
  }
}
