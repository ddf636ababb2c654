internal import Statistics
internal import TrainingRuns

/// The pairs bootstrap within budgets: each budget's runs are drawn with replacement, as many as it
/// has, and its curves fitted again.
///
/// Replicate k draws from the random stream k, a budget after the other in ascending order of compute.
/// A draw that holds too few sizes to determine the curve is drawn again, so the intervals are
/// conditional on a curve that can be fitted; with many more sizes than coefficients that hardly
/// matters. The rules that drop the highest rows are then applied, where they are to be redrawn.
struct IsoFLOPBootstrap: Sendable {
  let budgets: [ProfilePoints]
  /// The degrees of freedom that a draw of each budget has to determine: coefficients of the largest
  /// curve fitted to it; `nil` for a budget that is not fitted.
  let coefficientCounts: [Int?]
  let rowCount: Int
  let dropRules: [DropRule]
  let seed: UInt64

  /// The minima of a replicate, by curve, a budget each.
  typealias Replicate = [ProfileCurve: [ProfileMinimum]]

  func replicates(_ range: Range<Int>) -> [Replicate] {
    range.map { replicate in
      let copies = copies(ofReplicate: replicate)
      return Dictionary(
        uniqueKeysWithValues: ProfileCurve.allCases.map { curve in
          let minima = zip(budgets, coefficientCounts).map { points, count in
            (count ?? 0) > curve.rawValue
              ? points.minimum(curve, copies: copies) : .undetermined
          }
          return (curve, minima)
        })
    }
  }

  private func copies(ofReplicate replicate: Int) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: .resampling, index: replicate)
    var copies = Array(repeating: 0.0, count: rowCount)
    for (points, coefficientCount) in zip(budgets, coefficientCounts) {
      guard let coefficientCount else { continue }
      // The chance of a hundred failures is nil unless most weights are zero.
      for _ in 0..<100 {
        for row in points.rows { copies[row] = 0 }
        for _ in points.rows.indices {
          copies[points.rows[stream.index(below: points.rows.count)]] += 1
        }
        if points.sizeCount(copies) >= coefficientCount { break }
      }
    }
    for rule in dropRules { rule.apply(to: &copies) }
    return copies
  }
}
