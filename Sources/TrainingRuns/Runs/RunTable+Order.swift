import Escaping

extension RunTable {
  /// The same rows in a canonical order, independent of the file, so that results
  /// do not depend on it: by ``order`` if a column was chosen for it, then by L, N, D, C, the other columns,
  /// the weight, and the names of the unit and the run.
  ///
  /// Rounding of sums and the rows drawn by replicates depend on row order. Rows that agree
  /// in all of these keep file order, which then makes no difference. Subsets of a table in this
  /// order are in it too.
  ///
  /// - Complexity: O(rows · log rows), or O(rows) if they are already in order.
  public func inCanonicalOrder() -> RunTable {
    let further = variables.keys.sorted().compactMap { variables[$0] }
    let columns =
      (order.map { [$0] } ?? []) + [loss, parameterCount, tokenCount, compute] + further
      + (weight.map { [$0] } ?? [])
    let labels = [unitLabels, run, family].compactMap { $0 }
    func precedes(_ left: Int, _ right: Int) -> Bool {
      for column in columns {
        let (a, b) = (column[left], column[right])
        if a < b { return true }
        if b < a { return false }
        // Unknown values come last.
        if a.isNaN != b.isNaN { return b.isNaN }
      }
      for names in labels {
        let (a, b) = (ExactText(names[left]), ExactText(names[right]))
        if a != b { return a < b }
      }
      return rowNumber[left] < rowNumber[right]
    }
    let rows = Array(0..<count)
    guard !zip(rows, rows.dropFirst()).allSatisfy(precedes) else { return self }
    return picking(rows.sorted(by: precedes))
  }
}
