/// A result in the three forms that every command can write.
public protocol Report {
  /// For people: tables that line up, numbers rounded.
  func text() -> String

  /// The text for a page: in colour, brief or with a plot where the page has them and the result
  /// something to show by them.
  func text(on page: TextPage) -> String

  /// A versioned JSON document in full precision.
  ///
  /// - Throws: `EncodingError` where a number is not finite.
  func json() throws -> String

  /// Comma-separated values in tidy form and full precision.
  func csv() -> String
}

extension Report {
  /// The same text on every page.
  public func text(on page: TextPage) -> String { text() }
}
