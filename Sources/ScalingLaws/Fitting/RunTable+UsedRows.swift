package import TrainingRuns

extension RunTable {
  /// The rows that a fit uses: those left after the drop rules, except rows of weight 0.
  package func countedRows() -> [Int] {
    rowsAfterDrops().used.filter { (weight?[$0] ?? 1) > 0 }
  }

  /// The rows left after the drop rules.
  ///
  /// - Throws: ``FitError/noRuns(dataset:rowsRead:)`` if there are none.
  package func usedRows() throws(FitError) -> [Int] {
    let used = rowsAfterDrops().used
    guard !used.isEmpty else { throw .noRuns(dataset: printableName, rowsRead: rowsRead) }
    return used
  }
}
