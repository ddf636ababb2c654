public import Statistics
public import TrainingRuns

/// A published fit beside what a refit to the same runs finds.
public struct PublishedFitCheck: Sendable, Equatable {
  /// What was published.
  public var published: PublishedFit
  /// Whether it reproduces.
  public var verdict: Verdict
  /// What was published of the coefficients, in the law's order, and what is derived from them.
  public var quantities: [Quantity]
  /// The objective of the refit, and of what was published; `nil` where nothing was fitted.
  public var objective: Objective?
  /// How many rows each filter and drop rule left out of the refit, a sentence each; `nil` where nothing
  /// was fitted.
  public var exclusions: [String]?

  /// Whether a published fit reproduces.
  public enum Verdict: Sendable, Equatable {
    /// It does.
    case passed
    /// It does not, for these reasons.
    case failed([String])
    /// It does not, as was known, for the reason told.
    case differs(reason: String)
    /// It could not be tried.
    case notFitted(reason: String)
  }

  /// A coefficient, or what is derived from them.
  public struct Quantity: Sendable, Equatable {
    /// Its symbol.
    public var symbol: String
    /// What was published.
    public var published: Double
    /// The standard error that was published with it.
    public var publishedError: Double?
    /// What the refit finds.
    public var found: Estimate

    /// Found minus published.
    public var difference: Double { found.value - published }
    /// The published standard error, or else that of the refit's bootstrap.
    public var standardError: Double? { publishedError ?? found.standardError }
    /// The difference in ``standardError``; `nil` where there is none.
    public var errorsApart: Double? { standardError.map { difference / $0 } }
  }

  /// The value of the objective.
  public struct Objective: Sendable, Equatable {
    /// At the minimum that the refit finds.
    public var minimum: Double
    /// At the published coefficients; `nil` where not all of them were published.
    public var atPublished: Double?
    /// The minimum that was published.
    public var publishedMinimum: Double?

    /// By how much the objective at the published coefficients is above the minimum, relatively.
    public var excess: Double? { atPublished.map { $0 / minimum - 1 } }
    /// By how much the minimum is above the published one, relatively.
    public var aboveMinimum: Double? { publishedMinimum.map { minimum / $0 - 1 } }
  }
}
