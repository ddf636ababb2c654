public import Statistics
public import TrainingRuns

/// A published fit compared with a refit to the same runs.
public struct PublishedFitCheck: Sendable, Equatable {
  /// The published value.
  public var published: PublishedFit
  /// Whether it reproduces.
  public var verdict: Verdict
  /// The published coefficients, in the law's order, and derived quantities.
  public var quantities: [Quantity]
  /// The objective of the refit and of the published fit; `nil` if nothing was fitted.
  public var objective: Objective?
  /// The rows excluded by each filter and drop rule, one sentence each; `nil` if nothing
  /// was fitted.
  public var exclusions: [String]?

  /// Whether a published fit reproduces.
  public enum Verdict: Sendable, Equatable {
    /// It does.
    case passed
    /// It does not, for these reasons.
    case failed([String])
    /// It is known not to, for the given reason.
    case differs(reason: String)
    /// It could not be checked.
    case notFitted(reason: String)
  }

  /// A coefficient or a derived quantity.
  public struct Quantity: Sendable, Equatable {
    /// Its symbol.
    public var symbol: String
    /// The published value.
    public var published: Double
    /// Its published standard error.
    public var publishedError: Double?
    /// The value from the refit.
    public var found: Estimate

    /// Found minus published.
    public var difference: Double { found.value - published }
    /// The published standard error, otherwise that of the refit's bootstrap.
    public var standardError: Double? { publishedError ?? found.standardError }
    /// The difference in units of ``standardError``; `nil` if there is none.
    public var errorsApart: Double? { standardError.map { difference / $0 } }
  }

  /// The value of the objective.
  public struct Objective: Sendable, Equatable {
    /// At the refit's minimum.
    public var minimum: Double
    /// At the published coefficients; `nil` if some were not published.
    public var atPublished: Double?
    /// The published minimum.
    public var publishedMinimum: Double?

    /// The relative excess of the objective at the published coefficients over the minimum.
    public var excess: Double? { atPublished.map { $0 / minimum - 1 } }
    /// The relative excess of the minimum over the published one.
    public var aboveMinimum: Double? { publishedMinimum.map { minimum / $0 - 1 } }
  }
}
