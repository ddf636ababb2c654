extension RunTable {
  /// The same rows in an order that does not depend on that of the file, so that nothing computed from
  /// them does: by ``order`` where a column was named for it, then by L, N, D, C, the further columns and
  /// the weight.
  ///
  /// Sums are rounded in the order of the rows, and replicates draw rows by their places. Rows that agree
  /// in all of these keep the order of the file, which then makes no difference. Parts of a table in this
  /// order are in it too.
  ///
  /// - Complexity: O(rows · log rows), or O(rows) where they are in this order.
  public func inCanonicalOrder() -> RunTable {
    let further = variables.keys.sorted().compactMap { variables[$0] }
    let columns =
      (order.map { [$0] } ?? []) + [loss, parameterCount, tokenCount, compute] + further
      + (weight.map { [$0] } ?? [])
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
    guard !zip(rows, rows.dropFirst()).allSatisfy(precedes) else { return self }
    return picking(rows.sorted(by: precedes))
  }
}
