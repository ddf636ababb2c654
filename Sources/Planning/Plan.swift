public import EnergyModel
public import ScalingLaws
public import Statistics

/// The compute-optimal training run for a target, and what it costs.
///
/// Every figure uses the same draws: the law's bootstrap replicates and the draws of the
/// energy model's assumptions, in pairs.
public struct Plan: Sendable, Equatable {
  /// The target.
  public var target: PlanTarget
  /// C, FLOP.
  public var compute: Estimate
  /// N*, parameters.
  public var parameterCount: Estimate
  /// D*, tokens.
  public var tokenCount: Estimate
  /// D*/N*.
  public var tokensPerParameter: Estimate
  /// L of a model with N* parameters trained on D* tokens, planned with the point estimates.
  public var loss: Estimate
  /// The time on one accelerator, in hours.
  public var acceleratorHours: Estimate
  /// The energy of the facility, in MWh.
  public var energyInMegawattHours: Estimate
  /// The emissions, in tCO₂e.
  public var emissionsInTonnes: Estimate
  /// Serving, if the model was planned for its use too.
  public var serving: ServingPlan?
  /// The only variable, if the law has one; figures that it does not determine have no value.
  public var variable: PlannedVariable?
  /// The plan by an ensemble of laws; `nil` if there is none.
  public var calibrated: CalibratedPlan?
  /// The energy model behind the figures, with its assumptions.
  public var energyModel: EnergySetting
  /// The extrapolation beyond the fitted runs.
  public var distance: RunDistance
  /// Caveats about the plan, in addition to those about the fit.
  public var remarks: [Remark]

  /// The remarks as sentences.
  public var notes: [String] { remarks.map(\.text) }
}

/// The variable of a law of one variable, in a plan.
public struct PlannedVariable: Sendable, Equatable {
  /// The variable.
  public var variable: ScalingLaw.Variable
  /// Its value: the one at which the law reaches the target loss, or the compute of the budget.
  public var value: Estimate
  /// The bounds between which it was sought.
  public var range: ClosedRange<Double>
  /// The number of draws of the law that reach the target; `nil` for other targets.
  public var reached: Int?
  /// The number of draws of the law.
  public var drawCount: Int
}

/// The boundary, evidence and assumptions of an energy figure.
public struct EnergySetting: Sendable, Equatable {
  /// The accelerator.
  public var hardware: HardwareProfile
  /// The precision of the bulk of the arithmetic.
  public var precision: NumericPrecision
  /// The boundary.
  public var boundary: EnergyBoundary
  /// The evidence.
  public var evidence: EnergyEvidence
  /// The assumptions, with sources.
  public var assumptions: [Assumption]
}
