/// Consecutive rows excluded from a ``RunTable``, or from its fit, for one reason.
///
/// A table of steps in which only the last are fitted has one entry per run, not per step.
public struct ExcludedRows: Sendable, Equatable {
  /// The numbers of the data rows, from 1.
  public internal(set) var rows: ClosedRange<Int>
  /// The cause.
  public let cause: ExclusionCause
  /// The label of the rows' group, if the table is grouped.
  let group: String?

  /// The number of rows.
  public var count: Int { rows.count }
  /// The reason, in words.
  public var reason: String { cause.reason }
}

extension [ExcludedRows] {
  /// The total number of rows.
  public var rowCount: Int { reduce(0) { $0 + $1.count } }
  /// The same, with row numbers.
  public var inOrder: Self { sorted { $0.rows.lowerBound < $1.rows.lowerBound } }

  /// Appends a row, extending the last range if it is adjacent.
  mutating func append(row: Int, cause: ExclusionCause, group: String?) {
    if let last, last.rows.upperBound + 1 == row, last.group == group, last.cause == cause {
      self[endIndex - 1].rows = last.rows.lowerBound...row
    } else {
      append(ExcludedRows(rows: row...row, cause: cause, group: group))
    }
  }
}
