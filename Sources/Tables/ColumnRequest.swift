/// A column to be read, with its type.
public struct ColumnRequest: Sendable, Hashable {
  /// The type of a column.
  public enum Kind: Sendable, Hashable {
    /// Quantities; see ``parseQuantity(_:)``.
    case number
    /// Text, unquoted, with spaces kept.
    case text
  }

  /// The column's index in ``TableReader/columnNames``.
  public var index: Int
  /// The type of its cells.
  public var kind: Kind

  /// Creates a request for the column at `index`.
  public init(index: Int, kind: Kind) {
    self.index = index
    self.kind = kind
  }
}
