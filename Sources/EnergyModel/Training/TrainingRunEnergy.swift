public import Statistics

/// The energy and emissions of one training run, by boundary, with their assumptions.
public struct TrainingRunEnergy: Sendable, Equatable {
  /// An energy figure with its boundary.
  public struct Stage: Sendable, Equatable {
    /// The boundary: `accelerator`, `node`, `node+idle` if idle nodes are included, `facility`,
    /// `programme`.
    public var name: String
    /// The energy, in MWh.
    public var megawattHours: Estimate
  }

  /// The share of the variance of ln E due to one assumption.
  public struct Sensitivity: Sendable, Equatable {
    /// The assumption.
    public var quantity: AssumedQuantity
    /// Its first-order Sobol index, in [0, 1].
    public var share: Double
  }

  /// The compute; `nil` if only hours or energy were given.
  public var compute: TrainingCompute?
  /// C, FLOP, with an interval if it comes from a fitted law.
  public var modelCompute: Estimate?
  /// The accelerator.
  public var hardware: HardwareProfile
  /// The precision of the bulk of the arithmetic.
  public var precision: NumericPrecision
  /// Accelerator-hours; `nil` if only the energy is known.
  public var acceleratorHours: Estimate?
  /// Model FLOP utilization; `nil` if hours are known and the compute is not.
  public var utilization: Estimate?
  /// Energies, from the narrowest boundary to the widest.
  public var stages: [Stage]
  /// Location-based emissions of the facility, in tCO₂e.
  public var locationEmissions: Estimate
  /// Market-based emissions, in tCO₂e, if the intensity of the supply was given.
  public var marketEmissions: Estimate?
  /// Embodied emissions, in tCO₂e; `nil` without hours.
  public var embodiedEmissions: Estimate?
  /// Location-based and embodied emissions together, in tCO₂e; `nil` without hours.
  public var totalEmissions: Estimate?
  /// How the energy was obtained.
  public var evidence: EnergyEvidence
  /// The assumptions, in the order of the calculation.
  public var assumptions: [Assumption]
  /// The main sources of uncertainty of the facility's energy, largest first.
  public var sensitivities: [Sensitivity]
  /// The level of the intervals.
  public var level: Double
  /// Caveats about the figures, one sentence each.
  public var notes: [String]

  /// The energy at a boundary, in MWh; `nil` if the facts do not determine it.
  public func megawattHours(at boundary: EnergyBoundary) -> Estimate? {
    stages.first { $0.name == boundary.rawValue }?.megawattHours
  }
}
