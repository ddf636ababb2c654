/// A result in the three forms that every command can write.
public protocol Report {
  /// For people: tables that line up, numbers rounded.
  func text() -> String

  /// A versioned JSON document in full precision.
  ///
  /// - Throws: `EncodingError` where a number is not finite.
  func json() throws -> String

  /// Comma-separated values in tidy form and full precision.
  func csv() -> String
}
