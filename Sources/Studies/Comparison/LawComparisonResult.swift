public import ScalingLaws
public import Statistics

/// Laws compared on the same runs.
public struct LawComparisonResult: Sendable {
  /// The name of the runs.
  public var dataset: String
  /// The runs, the same for every law.
  public var runs: DatasetSummary
  /// The quantity of the residuals: `log(L)`, or the left side of the laws.
  public var quantity: String
  /// The level of the intervals.
  public var level: Double
  /// The number of bootstrap replicates of the differences.
  public var replicateCount: Int
  /// The quantile of C that is the cut-off of the rollouts.
  public var rolloutQuantile: Double
  /// The software and settings of the fits.
  public var provenance: Provenance
  /// The laws by increasing AICc; at least one.
  public var laws: [ComparedLaw]
  /// The laws that cannot be ranked, in input order.
  public var unranked: [UnrankedLaw]

  /// The law with the lowest AICc.
  public var best: ComparedLaw { laws[0] }

  /// The laws whose log-likelihood does not differ significantly from the best.
  public var notSeparated: [ComparedLaw] {
    laws.dropFirst().filter { law in
      law.difference.interval.map { $0.lower <= 0 && 0 <= $0.upper } ?? true
    }
  }
}

/// A law whose likelihood has no maximum, or did not reach it.
public struct UnrankedLaw: Sendable {
  /// The law.
  public var law: ScalingLaw
  /// The fit, if one was made.
  public var fit: FittedLaw?
  /// Why it is not ranked, in one line.
  public var reason: String
}

/// A law among others on the same runs.
public struct ComparedLaw: Sendable {
  /// The fit by least absolute deviations, which maximises the likelihood; without draws.
  public var fit: FittedLaw
  /// The likelihood of its residuals.
  public var likelihood: LaplaceLikelihood
  /// Its criteria.
  public var criteria: InformationCriteria
  /// Its AICc minus the lowest AICc.
  public var aiccDifference: Double
  /// Its Akaike weight among the laws, by AICc.
  public var weight: Double
  /// Its mean log density per run minus that of the best law: below 0 if it is worse.
  ///
  /// The interval resamples the runs with fixed coefficients; it does not penalise
  /// parameters. For the best law it is 0 without an interval.
  public var difference: Estimate
  /// Its score on the runs beyond the cut-off of its rollout.
  public var rollout: RolloutOutcome

  /// The outcome of a law's rollout.
  public enum RolloutOutcome: Sendable, Equatable {
    /// The score on the runs beyond the cut-off.
    case scored(RolloutScore)
    /// There is none, with the reason.
    case refused(String)
  }

  /// The score of the rollout; `nil` if there is none.
  public var rolloutScore: RolloutScore? {
    if case .scored(let score) = rollout { score } else { nil }
  }

  /// Why there is no rollout; `nil` if there is one.
  public var rolloutRefusal: String? {
    if case .refused(let reason) = rollout { reason } else { nil }
  }
}
