import Diagnostics

/// A quantity that an energy estimate assumes.
public enum AssumedQuantity: String, CaseIterable, Sendable {
  /// Training compute, in FLOP, from a fitted law.
  case trainingCompute = "training-compute"
  /// Model FLOP utilization (MFU): model FLOP/s over the dense peak, averaged over a whole run.
  case utilization
  /// The training speed-up of a precision over bf16 for the same model.
  case rateGain = "rate-gain"
  /// Average power of the server per accelerator, in W.
  case nodePower = "node-power"
  /// Average power of the server over its rated power.
  case nodePowerFraction = "node-power-fraction"
  /// Share of the hours that advanced the run, if the utilization excludes the others.
  case goodput
  /// Average power of the accelerators over their thermal design power.
  case acceleratorPowerFraction = "accelerator-power-fraction"
  /// Energy of reserved idle nodes over that of busy ones.
  case idleShare = "idle-share"
  /// Power usage effectiveness (PUE): energy of the facility over that of its nodes.
  case powerUsageEffectiveness = "power-usage-effectiveness"
  /// Carbon intensity of the electricity, in gCO₂e per kWh.
  case gridIntensity = "grid-intensity"
  /// Emissions of manufacturing the hardware, spread over its lifetime, in gCO₂e per accelerator-hour.
  case embodiedIntensity = "embodied-intensity"
  /// Energy of a whole programme, including experiments and failures, over that of its final run.
  case developmentMultiplier = "development-multiplier"

  /// The quantity in words.
  public var title: String {
    switch self {
    case .trainingCompute: "training compute (fitted law)"
    case .utilization: "model FLOP utilization"
    case .rateGain: "speed-up over bf16"
    case .nodePower: "node power per accelerator"
    case .nodePowerFraction: "node power / rated power"
    case .goodput: "goodput"
    case .acceleratorPowerFraction: "accelerator power / rated power"
    case .idleShare: "idle-to-busy energy ratio"
    case .powerUsageEffectiveness: "power usage effectiveness (PUE)"
    case .embodiedIntensity: "embodied emissions"
    case .developmentMultiplier: "programme-to-final-run energy ratio"
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

  /// The requirement of ``allows(_:)``, in words.
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

  /// The reason for that requirement.
  var reason: String {
    switch self {
    case .utilization:
      "it is the achieved rate divided by the accelerator's dense peak, which no run exceeds"
    case .trainingCompute: "it is the FLOP needed to train the model"
    case .rateGain: "it is the training speed in this precision divided by that in bf16"
    case .nodePower: "it is the power drawn by a running server, per accelerator"
    case .nodePowerFraction: "it is the server's average power divided by its rated power"
    case .powerUsageEffectiveness:
      "PUE is the energy of the whole facility divided by that of its servers"
    case .gridIntensity: "it is the emissions per kilowatt-hour generated"
    case .goodput: "it is the share of the hours that advanced the run"
    case .acceleratorPowerFraction:
      "it is the accelerator's average power divided by its rated power"
    case .idleShare: "it is the energy of idle nodes divided by that of busy nodes"
    case .embodiedIntensity:
      "it is the emissions of manufacturing the hardware, spread over its lifetime"
    case .developmentMultiplier: "the programme includes its final run"
    }
  }

  /// The setting of the quantity; `nil` if only the tables define it.
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
