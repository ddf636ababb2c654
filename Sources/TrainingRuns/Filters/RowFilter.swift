public import Diagnostics

/// A condition for keeping a row, such as `loss < 3.4 and family == "Dense"`.
///
///     condition  = condition "or" condition | condition "and" condition | "not" condition
///                | "(" condition ")" | comparison
///     comparison = number operator number | column ("==" | "!=") text
///     operator   = "<" | "<=" | ">" | ">=" | "==" | "!="
///     number     = column | a quantity such as 3.4, 1e18, 7B, 40%
///     text       = "in double quotes" | 'or in single ones'
///     column     = a word | `any header in backticks`
///
/// `not` binds tighter than `and`, `and` tighter than `or`. A column is named by its header, otherwise by
/// its role (``ColumnRole``); computed roles, such as D = C / 6N, can be compared too.
/// A cell that is empty or not a number is NaN, and any comparison with NaN is false, including `!=`.
public struct RowFilter: Sendable, Equatable {
  /// The condition as written.
  public let text: String
  /// Why rows that fail it are excluded, if given.
  public let reason: String?
  /// The origin of the condition: a file or an option.
  public let location: Origin
  let expression: FilterExpression

  /// Parses a condition.
  ///
  /// - Parameters:
  ///   - text: The condition.
  ///   - reason: Why rows that fail it are excluded.
  ///   - location: Its origin; by default the filter setting.
  /// - Throws: `Diagnostic` with a caret under the position of the error.
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

  /// An error at `offset` in `text`, in characters from the start.
  static func error(
    _ what: Phrase, in text: String, offset: Int, at location: Origin, why: Phrase? = nil,
    fix: Phrase? = nil
  ) -> Diagnostic {
    Diagnostic(
      origin: location, what: what, excerpt: Diagnostic.Excerpt(text: text, offset: offset),
      why: why, fix: fix)
  }
}
