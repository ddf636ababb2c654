/// Text cells, dictionary-coded: the text of a row is `values[codes[row]]`.
public struct TextColumn: Sendable, Equatable {
  /// The distinct texts, in the order in which they first stand in the file.
  public let values: [String]
  /// For each row, the place of its text in ``values``.
  public let codes: [Int32]

  /// Creates a column.
  ///
  /// - Precondition: every code is a place in `values`.
  public init(values: [String], codes: [Int32]) {
    precondition(
      codes.allSatisfy { values.indices.contains(Int($0)) }, "a code must be a place in the values")
    self.values = values
    self.codes = codes
  }

  /// The text of a row.
  public subscript(row: Int) -> String { values[Int(codes[row])] }
}
