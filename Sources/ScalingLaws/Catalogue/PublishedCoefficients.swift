/// A set of coefficients of a law as a source gives it.
public struct PublishedCoefficients: Sendable, Equatable {
  /// What tells the set from others of the law.
  public var label: String
  /// The coefficients as they are written, by symbol; those that the source does not give are absent.
  public var coefficients: [String: WrittenNumber]
  /// Their standard errors, where published.
  public var standardErrors: [String: Double]
  /// Whether the source gives rounded values of numbers that it had in more digits.
  public var isRounded: Bool
  /// Where the set was published.
  public var source: String
  /// What else has to be known of it.
  public var note: String?

  /// A set of coefficients.
  public init(
    label: String, coefficients: [String: WrittenNumber], standardErrors: [String: Double] = [:],
    isRounded: Bool, source: String, note: String? = nil
  ) {
    self.label = label
    self.coefficients = coefficients
    self.standardErrors = standardErrors
    self.isRounded = isRounded
    self.source = source
    self.note = note
  }

  /// The values of the coefficients.
  public var values: [String: Double] { coefficients.mapValues(\.value) }
}
