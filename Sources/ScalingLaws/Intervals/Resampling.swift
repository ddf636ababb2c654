internal import Statistics
package import TrainingRuns

/// Which runs the replicates of a pairs bootstrap are made of.
///
/// Replicate k draws its runs from the random stream k, so it does not depend on the threads or on the
/// other replicates. Where the rules that drop the highest rows are drawn again, a replicate draws
/// from all runs and then drops its own highest; else it draws from the runs that the fit used. Of
/// several tables, each is drawn from by itself, so that every replicate has as many runs of each.
package struct Resampling: Sendable {
  /// Whether the drop rules are applied within each replicate.
  let redrawsDrops: Bool
  private let seed: UInt64
  private let tables: [Table]

  /// What one table is drawn from.
  private struct Table {
    let rowCount: Int
    let rows: [Int]
    let dropRules: [DropRule]

    init(_ runs: RunTable, used: [Int]) {
      let redrawsDrops = runs.redrawDrops && !runs.dropRules.isEmpty
      rowCount = runs.count
      rows =
        redrawsDrops ? (0..<runs.count).filter { (runs.weight?[$0] ?? 1) > 0 } : used
      dropRules = redrawsDrops ? runs.dropRules : []
    }

    /// How often each row is drawn.
    ///
    /// Draws are counted in few bytes, so that those of a million rows stay in the processor's cache.
    func copies(from stream: inout RandomStream) -> [Double] {
      var draws = [UInt16](repeating: 0, count: rows.count)
      for _ in rows { draws[stream.index(below: rows.count)] += 1 }
      var copies = Array(repeating: 0.0, count: rowCount)
      for (row, count) in zip(rows, draws) { copies[row] = Double(count) }
      for rule in dropRules { rule.apply(to: &copies) }
      return copies
    }
  }

  /// The resampling of `tables`, of which a fit uses the rows `used`.
  package init(_ tables: [(runs: RunTable, used: [Int])], seed: UInt64) {
    self.seed = seed
    self.tables = tables.map { Table($0.runs, used: $0.used) }
    redrawsDrops = self.tables.contains { !$0.dropRules.isEmpty }
  }

  /// How often each row is in a replicate: those of the first table, then those of the second, and so
  /// on.
  package func copies(ofReplicate replicate: Int) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: .resampling, index: replicate)
    return tables.flatMap { $0.copies(from: &stream) }
  }
}
