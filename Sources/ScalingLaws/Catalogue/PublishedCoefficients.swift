/// A published set of coefficients of a law.
public struct PublishedCoefficients: Sendable, Equatable {
  /// The label of the set, unique for the law.
  public var label: String
  /// The coefficients as written, by symbol, without those that the source omits.
  public var coefficients: [String: WrittenNumber]
  /// Their standard errors, where published.
  public var standardErrors: [String: Double]
  /// Whether the source rounded the values.
  public var isRounded: Bool
  /// Where the set was published.
  public var source: String
  /// A note.
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
