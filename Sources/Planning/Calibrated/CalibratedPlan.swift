public import Statistics

/// A plan by an ensemble of laws, whose intervals allow for laws that are only nearly true.
///
/// The point of each figure is the median of its draws. Figures that the laws do not decide are those of the
/// plan itself.
public struct CalibratedPlan: Sendable, Equatable {
  /// C, FLOP; `nil` where the target decides it without the laws.
  public var compute: Estimate?
  /// N*, parameters.
  public var parameterCount: Estimate
  /// D*, tokens.
  public var tokenCount: Estimate
  /// D*/N*.
  public var tokensPerParameter: Estimate
  /// L of a new run with N* and D* of the ensemble's medians.
  public var loss: Estimate
  /// The energy of the facility, in MWh; `nil` where the target decides it without the laws.
  public var energyInMegawattHours: Estimate?
  /// The emissions, in tCO₂e; `nil` where the target decides them without the laws.
  public var emissionsInTonnes: Estimate?
  /// Why the intervals may not hold.
  public var remarks: [Remark]
}
