public import ScalingLaws
public import TrainingRuns

/// What a law says over all ways to fit it that were tried.
public struct MultiverseResult: Sendable {
  /// The name of the runs.
  public var dataset: String
  /// The unit of the loss.
  public var lossUnit: String
  /// k in C = k·N·D.
  public var flopPerParameterToken: Double
  /// The budget, C in FLOP.
  public var compute: Double
  /// Whether the budget is ``Multiverse/defaultExtrapolation`` times the largest run's C, since none
  /// was given.
  public var isDefaultCompute: Bool
  /// The fit with the user's objective and the dataset's outliers, and its interval.
  public var reference: FittedLaw
  /// The objective of ``reference``.
  public var referenceObjective: FitObjective
  /// The headers of the columns of N that were tried, by what they count.
  public var parameterHeaders: [DatasetDescriptor.ParameterCounting: String]
  /// The universes, by counting of N, then objective, then outliers.
  public var outcomes: [UniverseOutcome]
  /// How far each figure moves.
  public var spreads: [MultiverseSpread]
  /// What could not be tried, a sentence each.
  public var notes: [String]

  /// The number of fits made: universes that are another under a different name are not among them.
  public var fitCount: Int { outcomes.count { $0.sameAs == nil } }

  /// Whether a universe is the reference.
  public func isReference(_ universe: Universe) -> Bool {
    universe.objective == referenceObjective && universe.outliers == .described
      && universe.counting == outcomes.first?.universe.counting
  }
}

/// Why there is no multiverse.
public enum MultiverseError: Error, CustomStringConvertible, Sendable, Equatable {
  /// The law has no compute-optimal allocation.
  case noOptimum(law: String)

  /// What is wrong, why, and how to mend it, a line each.
  public var description: String {
    switch self {
    case .noOptimum(let law):
      return """
        the law '\(law)' has no compute optimum
          why: a, N*, D*/N* and L at a budget are compared, which need E + A/N^alpha + B/D^beta
          fix: choose a law of this form, such as chinchilla
        """
    }
  }
}
