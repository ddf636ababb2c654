/// A row of the table that is not among the rows of a ``RunTable``, or not in its fit.
public struct ExcludedRow: Sendable, Equatable {
  /// The number of the data row, from 1.
  public let row: Int
  /// The line of the file on which the row starts, from 1.
  public let line: Int
  /// What left the row out.
  public let cause: ExclusionCause
  /// Why, in words.
  public let reason: String
  /// The label of the group to which the row belongs, where the table is grouped.
  let group: String?
}

/// What leaves a row out.
public enum ExclusionCause: Sendable, Equatable {
  /// The row does not meet a condition.
  case filter(RowFilter)
  /// A cell of the row cannot be used.
  case invalid
  /// The row is among the highest in a column.
  case highest(DropHighest)

  /// The cause, in words.
  var reason: String {
    switch self {
    case .filter(let filter): "not \(filter.text)" + because(filter.reason)
    case .invalid: "a cell that cannot be used"
    case .highest(let rule): "highest \(rule.column)" + because(rule.reason)
    }
  }

  private func because(_ reason: String?) -> String { reason.map { " (\($0))" } ?? "" }
}

/// How many rows a cause left out.
public struct ExclusionCount: Sendable, Equatable, CustomStringConvertible {
  /// What left the rows out.
  public let cause: ExclusionCause
  /// How many rows.
  public let count: Int

  /// A line for a report, such as `5 rows dropped: highest loss`.
  public var description: String {
    let verb =
      switch cause {
      case .filter: "left out"
      case .invalid: "skipped"
      case .highest: "dropped"
      }
    return "\(counted(count, "row")) \(verb): \(cause.reason)"
  }
}
