public import ScalingLaws
public import Statistics

/// Laws compared on the same runs.
public struct LawComparisonResult: Sendable {
  /// The name of the runs.
  public var dataset: String
  /// The runs that every law was fitted to.
  public var runs: DatasetSummary
  /// What the residuals are of: `log(L)`, or the left side of the laws.
  public var quantity: String
  /// The level of the intervals.
  public var level: Double
  /// The number of bootstrap replicates of the differences.
  public var replicateCount: Int
  /// The quantile of C at which the rollouts are cut.
  public var rolloutQuantile: Double
  /// With what the laws were fitted.
  public var provenance: Provenance
  /// The laws, from the lowest AICc to the highest; at least one.
  public var laws: [ComparedLaw]
  /// The laws that cannot be ranked, in the order in which they were given.
  public var unranked: [UnrankedLaw]

  /// The law with the lowest AICc.
  public var best: ComparedLaw { laws[0] }

  /// The laws whose difference in log-likelihood from the best cannot be told from 0.
  public var notSeparated: [ComparedLaw] {
    laws.dropFirst().filter { law in
      law.difference.interval.map { $0.lower <= 0 && 0 <= $0.upper } ?? true
    }
  }
}

/// A law whose likelihood is not known to be at its maximum, or has none.
public struct UnrankedLaw: Sendable {
  /// The law.
  public var law: ScalingLaw
  /// The fit, where one was made.
  public var fit: FittedLaw?
  /// Why it is not ranked, in a line.
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
  /// Its AICc less the lowest of all laws.
  public var aiccDifference: Double
  /// Its Akaike weight among the laws, by AICc.
  public var weight: Double
  /// The mean over the runs of its log density less that of the best law: below 0 where it is worse.
  ///
  /// The interval is of the runs drawn anew with the coefficients as fitted; it does not count
  /// parameters. For the best law it is 0 without an interval.
  public var difference: Estimate
  /// How it did on the runs beyond the cut-off of its rollout.
  public var rollout: RolloutOutcome

  /// What came of a law's rollout.
  public enum RolloutOutcome: Sendable, Equatable {
    /// The score on the runs beyond the cut-off.
    case scored(RolloutScore)
    /// There is none, and why.
    case refused(String)
  }

  /// The score of the rollout; `nil` where there is none.
  public var rolloutScore: RolloutScore? {
    if case .scored(let score) = rollout { score } else { nil }
  }

  /// Why there is no rollout; `nil` where there is one.
  public var rolloutRefusal: String? {
    if case .refused(let reason) = rollout { reason } else { nil }
  }
}
