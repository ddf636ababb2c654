internal import Statistics
internal import TrainingRuns

/// The pairs bootstrap within budgets: each budget's runs are resampled, as many as it
/// has, and its curves fitted again.
///
/// Replicate k draws from random stream k, budget by budget with increasing compute.
/// A draw with too few sizes to determine the curve is repeated, so the intervals are
/// conditional on a fittable curve; with many more sizes than coefficients that hardly
/// matters. The drop rules are then reapplied, if requested.
struct IsoFLOPBootstrap: Sendable {
  let budgets: [ProfilePoints]
  /// The number of coefficients that a draw of each budget must determine: those of the largest
  /// curve fitted to it; `nil` for a budget that is not fitted.
  let coefficientCounts: [Int?]
  let rowCount: Int
  let dropRules: [DropRule]
  let seed: UInt64

  /// The minima of a replicate, by curve and budget.
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
      // A hundred failures are practically impossible unless most weights are zero.
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
