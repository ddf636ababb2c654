public import Statistics

/// The energy and emissions of one training run, boundary by boundary, and what they rest on.
public struct TrainingRunEnergy: Sendable, Equatable {
  /// A figure of energy with what it counts.
  public struct Stage: Sendable, Equatable {
    /// What it counts: `accelerator`, `node`, `node+idle` where idle nodes are asked for, `facility`,
    /// `programme`.
    public var name: String
    /// The energy, in MWh.
    public var megawattHours: Estimate
  }

  /// The share of the variance of ln E that is owed to one assumption.
  public struct Sensitivity: Sendable, Equatable {
    /// The assumption.
    public var quantity: AssumedQuantity
    /// Its first-order Sobol index, in [0, 1].
    public var share: Double
  }

  /// The compute; `nil` where the run was told by its hours or its energy alone.
  public var compute: TrainingCompute?
  /// C, FLOP, with an interval where a fitted law tells it.
  public var modelCompute: Estimate?
  /// The accelerator.
  public var hardware: HardwareProfile
  /// The precision of the bulk of the arithmetic.
  public var precision: NumericPrecision
  /// Accelerator-hours; `nil` where only the energy is known.
  public var acceleratorHours: Estimate?
  /// Model FLOP utilisation; `nil` where hours are known and the compute is not.
  public var utilization: Estimate?
  /// Energies, each boundary within the next.
  public var stages: [Stage]
  /// Location-based emissions of the facility, in tCO₂e.
  public var locationEmissions: Estimate
  /// Market-based emissions, in tCO₂e, where the intensity of the supply was given.
  public var marketEmissions: Estimate?
  /// The share of making the hardware, in tCO₂e; `nil` without hours.
  public var embodiedEmissions: Estimate?
  /// Location-based and embodied emissions together, in tCO₂e; `nil` without hours.
  public var totalEmissions: Estimate?
  /// How the energy was come by.
  public var evidence: EnergyEvidence
  /// What was assumed, in the order of the chain.
  public var assumptions: [Assumption]
  /// What the spread of the facility's energy is owed to, greatest first.
  public var sensitivities: [Sensitivity]
  /// The level of the intervals.
  public var level: Double
  /// What has to be said of the figures, a sentence each.
  public var notes: [String]

  /// The energy at a boundary, in MWh; `nil` where the facts do not reach it.
  public func megawattHours(at boundary: EnergyBoundary) -> Estimate? {
    stages.first { $0.name == boundary.rawValue }?.megawattHours
  }
}
