internal import TrainingRuns

extension RunTable {
  /// The rows that are left after the rules that drop the highest.
  ///
  /// - Throws: ``FitError/noRuns(dataset:rowsRead:)`` where there are none.
  func usedRows() throws(FitError) -> [Int] {
    let used = rowsAfterDrops().used
    guard !used.isEmpty else { throw .noRuns(dataset: printableName, rowsRead: rowsRead) }
    return used
  }
}
