public import ScalingLaws
public import TrainingRuns

/// The results of a law over all analyses tried.
public struct MultiverseResult: Sendable {
  /// The name of the runs.
  public var dataset: String
  /// The unit of the loss.
  public var lossUnit: String
  /// k in C = k·N·D.
  public var flopPerParameterToken: Double
  /// The budget, C in FLOP.
  public var compute: Double
  /// Whether the budget is ``Multiverse/defaultExtrapolation`` times the largest run's C because none
  /// was given.
  public var isDefaultCompute: Bool
  /// The fit with the user's objective and the dataset's treatment of outliers, with its interval.
  public var reference: FittedLaw
  /// The objective of ``reference``.
  public var referenceObjective: FitObjective
  /// The headers of the N columns tried, by definition of N.
  public var parameterHeaders: [DatasetDescriptor.ParameterCounting: String]
  /// The universes, by definition of N, then objective, then outlier treatment.
  public var outcomes: [UniverseOutcome]
  /// The spread of each figure.
  public var spreads: [MultiverseSpread]
  /// Analyses that could not be tried, one sentence each.
  public var notes: [String]

  /// The number of distinct fits: universes identical to another are not counted.
  public var fitCount: Int { outcomes.count { $0.sameAs == nil } }

  /// Whether a universe is the reference.
  public func isReference(_ universe: Universe) -> Bool {
    universe.objective == referenceObjective && universe.outliers == .described
      && universe.counting == outcomes.first?.universe.counting
  }
}
