public import Diagnostics

/// A rule that drops the `count` rows with the highest values in a column.
///
/// Unlike a ``RowFilter``, the rule depends on the other rows, so a bootstrap can reapply it
/// within each replicate.
public struct DropHighest: Sendable, Equatable {
  /// The column, by header or role.
  public let column: String
  /// The number of rows to drop.
  public let count: Int
  /// The reason, if given.
  public let reason: String?
  /// The origin of the rule: a file or an option.
  public let location: Origin

  /// Makes a rule.
  ///
  /// - Precondition: `count` is not negative.
  public init(
    column: String, count: Int, reason: String? = nil,
    at location: Origin = Origin(.highestDropped)
  ) {
    precondition(count >= 0, "the number of rows to drop must not be negative")
    self.column = column
    self.count = count
    self.reason = reason
    self.location = location
  }

  /// Parses `COLUMN:COUNT`, as in `loss:5`.
  ///
  /// - Throws: `Diagnostic` if the text has another form.
  public init(parsing text: String) throws {
    let location = Origin(.highestDropped)
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
      let count = Int(text[text.index(after: colon)...]), count > 0
    else {
      throw Diagnostic(
        origin: location, what: "expected COLUMN:COUNT, found '\(text)'",
        why: "the rule needs a column and the number of highest rows to drop",
        fix: "write it as in \(.highestDropped, "loss:5")")
    }
    self.init(column: String(text[..<colon]), count: count, at: location)
  }
}
