/// A column to be read, and as what.
public struct ColumnRequest: Sendable, Hashable {
  /// What a column's cells are taken for.
  public enum Kind: Sendable, Hashable {
    /// Quantities; see ``parseQuantity(_:)``.
    case number
    /// Text as it stands in the file, unquoted, spaces kept.
    case text
  }

  /// The column's place in ``TableReader/columnNames``.
  public var index: Int
  /// What its cells are taken for.
  public var kind: Kind

  /// Creates a request for the column at `index`.
  public init(index: Int, kind: Kind) {
    self.index = index
    self.kind = kind
  }
}
