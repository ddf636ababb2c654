/// A published fit to a dataset.
public struct PublishedFit: Sendable, Equatable {
  /// Its label, unique for the runs.
  public var label: String
  /// The name of the law.
  public var law: String
  /// The law's variables as formulas over the table's columns, if they are not
  /// columns themselves.
  public var variables: [String: String]
  /// Filters on the fitted rows, in addition to the dataset's own.
  public var filters: [RowFilter]
  /// The objective, such as `huber:1e-3`.
  public var objective: String?
  /// The coefficients by ASCII symbol, possibly incomplete.
  public var coefficients: [String: Double]
  /// Standard errors of coefficients and derived quantities.
  public var standardErrors: [String: Double]
  /// Derived quantities, such as a.
  public var derived: [String: Double]
  /// The published minimum of the objective, if any, with squares halved.
  public var minimum: Double?
  /// Whether a refit is expected to agree.
  public var expectation: Expectation
  /// The publication.
  public var source: String

  /// Whether a refit is expected to agree with the publication.
  public enum Expectation: Sendable, Equatable {
    /// It is.
    case reproduces
    /// It is known not to, for the given reason.
    case differs(reason: String)

    /// Why it is known not to; `nil` if it is expected to.
    public var reason: String? {
      if case .differs(let reason) = self { reason } else { nil }
    }
  }
}
