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
