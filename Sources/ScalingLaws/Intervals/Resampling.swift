internal import Statistics
package import TrainingRuns

/// The resampling of a pairs bootstrap.
///
/// Replicate k draws its units from random stream k, so it does not depend on threads or on
/// other replicates. A unit is a row, or rows that are not independent of each other; see ``RowUnits``. If the drop
/// rules are reapplied, a replicate draws from all runs and then drops its own highest; otherwise it draws from
/// the runs that the fit used. With several tables, each is resampled separately, so that every replicate has
/// the same number of units from each.
package struct Resampling: Sendable {
  /// Whether the drop rules are applied within each replicate.
  let redrawsDrops: Bool
  /// What is drawn where it is units of several rows: `runs`, or a column; `nil` for rows.
  let groupingUnit: String?
  private let seed: UInt64
  private let tables: [Table]

  /// The rows that one table is resampled from.
  private struct Table {
    let rowCount: Int
    let rows: [Int]
    let units: RowUnits
    let dropRules: [DropRule]

    init(_ runs: RunTable, used: [Int]) {
      let redrawsDrops = runs.redrawDrops && !runs.dropRules.isEmpty
      rowCount = runs.count
      rows =
        redrawsDrops ? (0..<runs.count).filter { (runs.weight?[$0] ?? 1) > 0 } : used
      units = runs.units(of: rows)
      dropRules = redrawsDrops ? runs.dropRules : []
    }

    /// The multiplicity of each row.
    ///
    /// Counts are stored compactly, so that those of a million rows fit in the processor's cache.
    func copies(from stream: inout RandomStream) -> [Double] {
      var draws = [UInt16](repeating: 0, count: units.count)
      for _ in draws { draws[stream.index(below: units.count)] += 1 }
      var copies = Array(repeating: 0.0, count: rowCount)
      for (row, unit) in zip(rows, units.unit) { copies[row] = Double(draws[unit]) }
      for rule in dropRules { rule.apply(to: &copies) }
      return copies
    }
  }

  /// The resampling of `tables`, of which a fit uses the rows `used`.
  package init(_ tables: [(runs: RunTable, used: [Int])], seed: UInt64) {
    self.seed = seed
    self.tables = tables.map { Table($0.runs, used: $0.used) }
    redrawsDrops = self.tables.contains { !$0.dropRules.isEmpty }
    groupingUnit = self.tables.lazy.map(\.units).first { $0.count < $0.unit.count }?.name
  }

  /// The multiplicity of each row in a replicate: those of the first table, then those of the second, and so
  /// on.
  package func copies(ofReplicate replicate: Int) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: .resampling, index: replicate)
    return tables.flatMap { $0.copies(from: &stream) }
  }
}
