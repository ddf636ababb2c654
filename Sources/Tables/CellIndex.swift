/// The position of a cell in a ``Table``: its row, and its column among those requested, from 0.
public struct CellIndex: Sendable, Hashable {
  /// The row, from 0; blank lines do not count.
  public var row: Int
  /// The column, from 0, in the order of the requests.
  public var column: Int

  /// Creates an index.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

extension CellIndex: Comparable {
  /// By row, then by column.
  public static func < (a: CellIndex, b: CellIndex) -> Bool {
    (a.row, a.column) < (b.row, b.column)
  }
}
