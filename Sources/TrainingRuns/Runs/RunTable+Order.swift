extension RunTable {
  /// The rows in an order that does not depend on that of the file, so that nothing computed from them
  /// does: by the column that was named for it, else by L, N, D, C, the further columns and the weight.
  ///
  /// Sums are rounded in the order of the rows, and replicates draw rows by their places. Rows that agree
  /// in all of these keep the order of the file, which then makes no difference.
  ///
  /// - Parameter order: A number for each row, where a column was named.
  /// - Complexity: O(rows · log rows).
  mutating func sortRows(by order: [Double]?) {
    let headers = variables.keys.sorted()
    let columns =
      (order.map { [$0] } ?? []) + [loss, parameterCount, tokenCount, compute]
      + headers.compactMap { variables[$0] } + (weight.map { [$0] } ?? [])
    func precedes(_ left: Int, _ right: Int) -> Bool {
      for column in columns {
        let (a, b) = (column[left], column[right])
        if a < b { return true }
        if b < a { return false }
        // Unknown values come last.
        if a.isNaN != b.isNaN { return b.isNaN }
      }
      return rowNumber[left] < rowNumber[right]
    }
    let rows = Array(0..<count)
    guard !zip(rows, rows.dropFirst()).allSatisfy(precedes) else { return }
    self = picking(rows.sorted(by: precedes))
  }
}
