/// A fit that was published on a dataset.
public struct PublishedFit: Sendable, Equatable {
  /// What tells the fit from others on the same runs.
  public var label: String
  /// The name of the law.
  public var law: String
  /// What variables of the law are in the columns of the table, as formulas, where they are not
  /// columns themselves.
  public var variables: [String: String]
  /// Which rows were fitted, beside the dataset's own filters.
  public var filters: [RowFilter]
  /// The objective that was minimised, as fits are asked for it: `huber:1e-3`.
  public var objective: String?
  /// The coefficients by their ASCII symbols; not all have to be known.
  public var coefficients: [String: Double]
  /// Standard errors of coefficients and of what is derived from them.
  public var standardErrors: [String: Double]
  /// Figures derived from the coefficients, such as a.
  public var derived: [String: Double]
  /// The value of the objective at its minimum, where that was published; squares count half in it.
  public var minimum: Double?
  /// Whether a refit is expected to find the same.
  public var expectation: Expectation
  /// Where the fit was published.
  public var source: String

  /// Whether a refit is expected to find what was published.
  public enum Expectation: Sendable, Equatable {
    /// It is.
    case reproduces
    /// It is known not to, for the reason told.
    case differs(reason: String)

    /// Why it is known not to; `nil` where it is expected to.
    public var reason: String? {
      if case .differs(let reason) = self { reason } else { nil }
    }
  }
}
