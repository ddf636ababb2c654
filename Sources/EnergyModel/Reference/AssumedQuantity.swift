import Diagnostics

/// A quantity that an energy estimate has to assume.
public enum AssumedQuantity: String, CaseIterable, Sendable {
  /// The compute of training, in FLOP, where a fitted law tells it.
  case trainingCompute = "training-compute"
  /// Model FLOP/s over the dense peak of the accelerator, averaged over a whole run (MFU).
  case utilization
  /// The rate of training in a precision over that of the same model in bf16.
  case rateGain = "rate-gain"
  /// Average power of the server per accelerator, in W.
  case nodePower = "node-power"
  /// Average over rated power of the server.
  case nodePowerFraction = "node-power-fraction"
  /// Share of the hours that moved the run forward, where the utilisation does not count the others.
  case goodput
  /// Average power of the accelerators alone over their thermal design power.
  case acceleratorPowerFraction = "accelerator-power-fraction"
  /// Energy of nodes that are held and idle over that of busy ones.
  case idleShare = "idle-share"
  /// Energy of the facility over that of its nodes (PUE).
  case powerUsageEffectiveness = "power-usage-effectiveness"
  /// Carbon intensity of the electricity, in gCO₂e per kWh.
  case gridIntensity = "grid-intensity"
  /// Emissions of making the hardware, spread over its life, in gCO₂e per accelerator-hour.
  case embodiedIntensity = "embodied-intensity"
  /// Energy of a whole programme, experiments and failures included, over that of its final run.
  case developmentMultiplier = "development-multiplier"

  /// The quantity in words.
  public var title: String {
    switch self {
    case .trainingCompute: "training compute, by the law"
    case .utilization: "model FLOP utilization"
    case .rateGain: "rate over that in bf16"
    case .nodePower: "node power per accelerator"
    case .nodePowerFraction: "node power over rated power"
    case .goodput: "goodput"
    case .acceleratorPowerFraction: "accelerator power over rated power"
    case .idleShare: "energy of idle over busy nodes"
    case .powerUsageEffectiveness: "power usage effectiveness (PUE)"
    case .embodiedIntensity: "embodied emissions"
    case .developmentMultiplier: "programme over final run"
    case .gridIntensity: "grid carbon intensity"
    }
  }

  /// The unit, `1` for a ratio.
  public var unit: String {
    switch self {
    case .utilization, .rateGain, .nodePowerFraction, .powerUsageEffectiveness, .goodput,
      .acceleratorPowerFraction, .idleShare, .developmentMultiplier:
      "1"
    case .trainingCompute: "FLOP"
    case .nodePower: "W"
    case .gridIntensity: "gCO2e/kWh"
    case .embodiedIntensity: "gCO2e/h"
    }
  }

  /// Whether `value` is physically possible.
  public func allows(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    return switch self {
    case .utilization, .nodePowerFraction, .goodput, .acceleratorPowerFraction:
      value > 0 && value <= 1
    case .nodePower, .rateGain, .trainingCompute: value > 0
    case .powerUsageEffectiveness, .developmentMultiplier: (1...1000).contains(value)
    case .gridIntensity, .idleShare, .embodiedIntensity: value >= 0
    }
  }

  /// The nearest value to `value` within the physical limits.
  ///
  /// The tail of a log-normal distribution can reach beyond them.
  func limited(_ value: Double) -> Double {
    switch self {
    case .utilization, .nodePowerFraction, .goodput, .acceleratorPowerFraction: min(value, 1)
    case .powerUsageEffectiveness, .developmentMultiplier: max(value, 1)
    case .trainingCompute, .rateGain, .nodePower, .gridIntensity, .idleShare, .embodiedIntensity:
      value
    }
  }

  /// What ``allows(_:)`` asks for, in words.
  var requirement: String {
    switch self {
    case .utilization, .nodePowerFraction, .goodput, .acceleratorPowerFraction:
      "a number above 0 and up to 1"
    case .trainingCompute: "a positive number of FLOP"
    case .rateGain: "a positive number"
    case .nodePower: "a positive number of watts"
    case .powerUsageEffectiveness, .developmentMultiplier: "a number from 1 to 1000"
    case .idleShare: "a number of at least 0"
    case .gridIntensity: "a number of at least 0 gCO2e/kWh"
    case .embodiedIntensity: "a number of at least 0 gCO2e/h"
    }
  }

  /// Why ``allows(_:)`` asks for that.
  var reason: String {
    switch self {
    case .utilization:
      "it is the rate achieved over the accelerator's dense peak, which no run exceeds"
    case .trainingCompute: "it is what training the model computes"
    case .rateGain: "it is the rate in the precision over that of the same model in bf16"
    case .nodePower: "it is the power that a running server draws for each accelerator in it"
    case .nodePowerFraction: "it is average over rated power of the server"
    case .powerUsageEffectiveness:
      "PUE is the energy of the whole facility over that of the servers in it"
    case .gridIntensity: "it is what generating one kilowatt-hour emits"
    case .goodput: "it is the share of the hours that moved the run forward"
    case .acceleratorPowerFraction: "it is average over rated power of the accelerator"
    case .idleShare: "it is the energy of idle nodes over that of busy ones"
    case .embodiedIntensity: "it is what making the hardware emitted, spread over its life"
    case .developmentMultiplier: "the programme holds its final run"
    }
  }

  /// What a user sets to give the quantity a value; `nil` where only the tables have it.
  var setting: Setting? {
    switch self {
    case .trainingCompute: .compute
    case .utilization, .rateGain: .utilization
    case .nodePower: .nodePower
    case .nodePowerFraction: .nodePowerFraction
    case .powerUsageEffectiveness: .powerUsageEffectiveness
    case .gridIntensity: .gridIntensity
    case .goodput: .goodput
    case .idleShare: .idleShare
    case .embodiedIntensity: .embodiedIntensity
    case .acceleratorPowerFraction, .developmentMultiplier: nil
    }
  }
}
