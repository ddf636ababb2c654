public import EnergyModel
internal import ScalingLaws
public import Statistics

/// The compute-optimal training run for a target, and what it costs.
///
/// Every figure is computed from the same draws: the law's bootstrap replicates and the draws of the
/// energy model's assumptions, pair by pair.
public struct Plan: Sendable, Equatable {
  /// What was given.
  public var target: PlanTarget
  /// C, FLOP.
  public var compute: Estimate
  /// N*, parameters.
  public var parameterCount: Estimate
  /// D*, tokens.
  public var tokenCount: Estimate
  /// D*/N*.
  public var tokensPerParameter: Estimate
  /// L of a model with N* parameters trained on D* tokens, as planned by the point estimates.
  public var loss: Estimate
  /// The time on one accelerator, in hours.
  public var acceleratorHours: Estimate
  /// The energy of the facility, in MWh.
  public var energyInMegawattHours: Estimate
  /// The emissions, in tCO₂e.
  public var emissionsInTonnes: Estimate
  /// What serving takes, where the model was planned for its use too.
  public var serving: ServingPlan?
  /// The energy model, whose assumptions go with the figures.
  public var energyModel: EnergySetting
  /// How far beyond the fitted runs the plan lies.
  public var extrapolation: Extrapolation
  /// What limits the plan beside what limits its fit, the gravest first.
  public var remarks: [Remark]

  /// What has to be said of the figures, a sentence each.
  public var notes: [String] { remarks.map(\.text) }
}

/// What an energy figure counts, how it was come by, and on what it rests.
public struct EnergySetting: Sendable, Equatable {
  /// The accelerator.
  public var hardware: HardwareProfile
  /// The precision of the bulk of the arithmetic.
  public var precision: NumericPrecision
  /// What the energy counts.
  public var boundary: EnergyBoundary
  /// How the energy was come by.
  public var evidence: EnergyEvidence
  /// What was assumed, with sources.
  public var assumptions: [Assumption]
}

/// How far a plan lies beyond the runs that the law was fitted to, in decades: positive above the
/// greatest run, negative below the smallest, 0 within.
public struct Extrapolation: Sendable, Equatable {
  /// In C.
  public var compute: Double?
  /// In N.
  public var parameterCount: Double?
  /// In D.
  public var tokenCount: Double?

  /// The distance of a plan from the runs.
  init(_ distance: RunDistance) {
    compute = distance.compute
    parameterCount = distance.parameterCount
    tokenCount = distance.tokenCount
  }

  /// The greatest of the three, 0 where none lies beyond.
  public var furthest: Double {
    [compute, parameterCount, tokenCount].compactMap { $0 }.max(by: { abs($0) < abs($1) }) ?? 0
  }
}
