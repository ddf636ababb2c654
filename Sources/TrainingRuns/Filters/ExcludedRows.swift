/// Successive rows of the table that one cause keeps from the rows of a ``RunTable``, or from its fit.
///
/// A table of steps of which only the last are fitted has one for every run, not one for every step.
public struct ExcludedRows: Sendable, Equatable {
  /// The numbers of the data rows, from 1.
  public internal(set) var rows: ClosedRange<Int>
  /// What left the rows out.
  public let cause: ExclusionCause
  /// The label of the group to which the rows belong, where the table is grouped.
  let group: String?

  /// How many rows they are.
  public var count: Int { rows.count }
  /// Why, in words.
  public var reason: String { cause.reason }
}

extension [ExcludedRows] {
  /// How many rows they are together.
  public var rowCount: Int { reduce(0) { $0 + $1.count } }
  /// The same, by the numbers of their rows.
  public var inOrder: Self { sorted { $0.rows.lowerBound < $1.rows.lowerBound } }

  /// Adds a row that comes after those there are; it joins the last ones where it goes on with them.
  mutating func append(row: Int, cause: ExclusionCause, group: String?) {
    if let last, last.rows.upperBound + 1 == row, last.group == group, last.cause == cause {
      self[endIndex - 1].rows = last.rows.lowerBound...row
    } else {
      append(ExcludedRows(rows: row...row, cause: cause, group: group))
    }
  }
}
