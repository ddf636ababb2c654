public import Diagnostics

/// A condition that a row has to meet to be kept, such as `loss < 3.4 and family == "Dense"`.
///
///     condition  = condition "or" condition | condition "and" condition | "not" condition
///                | "(" condition ")" | comparison
///     comparison = number operator number | column ("==" | "!=") text
///     operator   = "<" | "<=" | ">" | ">=" | "==" | "!="
///     number     = column | a quantity such as 3.4, 1e18, 7B, 40%
///     text       = "in double quotes" | 'or in single ones'
///     column     = a word | `any header in backticks`
///
/// `not` binds closer than `and`, `and` closer than `or`. A column is named by its header, else by
/// its role (``ColumnRole``); a role that was derived, such as D = C / 6N, can be compared too.
/// A cell that is empty or not a number is NaN, and a comparison with NaN is false, `!=` included.
public struct RowFilter: Sendable, Equatable {
  /// The condition as it was written.
  public let text: String
  /// Why the rows that do not meet it are left out, if that was said.
  public let reason: String?
  /// Where the condition was written: a file, or an option.
  public let location: Origin
  let expression: FilterExpression

  /// Parses a condition.
  ///
  /// - Parameters:
  ///   - text: The condition.
  ///   - reason: Why the rows that do not meet it are left out.
  ///   - location: Where the condition stands; what the user set unless said otherwise.
  /// - Throws: `Diagnostic` with a caret under the place that could not be understood.
  public init(
    parsing text: String, reason: String? = nil,
    at location: Origin = Origin(.filter)
  ) throws {
    var parser = try FilterParser(text: text, location: location)
    self.text = text
    self.reason = reason
    self.location = location
    expression = try parser.parse()
  }

  /// The error of something at `offset` in `text`, in characters from the start.
  static func error(
    _ what: Phrase, in text: String, offset: Int, at location: Origin, why: Phrase? = nil,
    fix: Phrase? = nil
  ) -> Diagnostic {
    Diagnostic(
      origin: location, what: what, excerpt: Diagnostic.Excerpt(text: text, offset: offset),
      why: why, fix: fix)
  }
}
