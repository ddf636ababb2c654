internal import Statistics
internal import TrainingRuns

/// Which runs the replicates of a pairs bootstrap are made of.
///
/// Replicate k draws its runs from the random stream k, so it does not depend on the threads or on the
/// other replicates. Where the rules that drop the highest rows are drawn again, a replicate draws
/// from all runs and then drops its own highest; else it draws from the runs that the fit used.
struct Resampling: Sendable {
  /// Whether the drop rules are applied within each replicate.
  let redrawsDrops: Bool
  private let seed: UInt64
  private let rowCount: Int
  private let rows: [Int]
  private let dropRules: [DropRule]

  /// The resampling of `runs`, of which a fit uses the rows `used`.
  init(_ runs: RunTable, used: [Int], seed: UInt64) {
    redrawsDrops = runs.redrawDrops && !runs.dropRules.isEmpty
    self.seed = seed
    rowCount = runs.count
    rows = redrawsDrops ? Array(0..<runs.count) : used
    dropRules = redrawsDrops ? runs.dropRules : []
  }

  /// How often each row of the table is in a replicate.
  func copies(ofReplicate replicate: Int) -> [Double] {
    var stream = RandomStream(seed: seed, stream: UInt64(replicate))
    var copies = Array(repeating: 0.0, count: rowCount)
    for _ in rows.indices { copies[rows[stream.index(below: rows.count)]] += 1 }
    for rule in dropRules { rule.apply(to: &copies) }
    return copies
  }
}
