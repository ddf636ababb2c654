/// A fit that was published on a dataset.
public struct PublishedFit: Sendable, Equatable {
  /// What tells the fit from others on the same runs.
  public var label: String
  /// The name of the law.
  public var law: String
  /// The objective that was minimised, in words.
  public var objective: String?
  /// The coefficients by their ASCII symbols.
  public var coefficients: [String: Double]
  /// Standard errors of coefficients and of what is derived from them.
  public var standardErrors: [String: Double]
  /// Figures derived from the coefficients, such as a.
  public var derived: [String: Double]
  /// Where the fit was published.
  public var source: String
}
