/// Text cells, dictionary-coded: the text of a row is `values[codes[row]]`.
public struct TextColumn: Sendable, Equatable {
  /// The distinct texts, in order of first appearance.
  public let values: [String]
  /// For each row, the index of its text in ``values``.
  public let codes: [Int32]

  /// Creates a column.
  ///
  /// - Precondition: every code is an index into `values`.
  public init(values: [String], codes: [Int32]) {
    precondition(
      codes.allSatisfy { values.indices.contains(Int($0)) }, "a code must be a place in the values")
    self.values = values
    self.codes = codes
  }

  /// The text of a row.
  public subscript(row: Int) -> String { values[Int(codes[row])] }
}
