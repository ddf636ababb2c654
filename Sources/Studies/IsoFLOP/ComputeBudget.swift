internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Runs of nearly the same compute.
struct ComputeBudget: Sendable {
  /// The rows of the runs, by model size, then loss, then tokens: an order that does not depend on
  /// that of the table.
  let rows: [Int]

  /// Divides rows into budgets whose greatest compute is within `tolerance` of their least.
  ///
  /// Of all such stretches of compute the one with the most rows is the first budget, of equal ones
  /// the narrowest, then the lowest; what lies below and above it is divided in the same way. A budget
  /// whose runs scatter about a nominal compute is thus not cut by where another one ends.
  /// - Returns: The budgets in ascending order of compute.
  /// - Complexity: O(m log m) for m rows, and O(m) more for each level of the division.
  static func dividing(
    _ rows: [Int], of runs: RunTable, tolerance: Double
  ) -> [ComputeBudget] {
    let sorted = rows.sorted { runs.compute[$0] < runs.compute[$1] }
    return stretches(sorted.map { runs.compute[$0] }[...], tolerance: tolerance).map { stretch in
      ComputeBudget(
        rows: sorted[stretch].sorted { first, second in
          let key = { (row: Int) in
            (runs.parameterCount[row], runs.loss[row], runs.tokenCount[row])
          }
          return key(first) < key(second)
        })
    }
  }

  private static func stretches(
    _ compute: ArraySlice<Double>, tolerance: Double
  ) -> [Range<Int>] {
    guard !compute.isEmpty else { return [] }
    var best = compute.startIndex..<compute.startIndex
    var bestWidth = Double.infinity
    var end = compute.startIndex
    for start in compute.indices {
      while end < compute.endIndex, compute[end] <= compute[start] * (1 + tolerance) { end += 1 }
      let width = compute[end - 1] / compute[start]
      if end - start > best.count || (end - start == best.count && width < bestWidth) {
        (best, bestWidth) = (start..<end, width)
      }
    }
    return stretches(compute[..<best.lowerBound], tolerance: tolerance) + [best]
      + stretches(compute[best.upperBound...], tolerance: tolerance)
  }
}

/// The logarithms and losses of a budget's runs, ready to be fitted again and again.
struct ProfilePoints: Sendable {
  /// The rows, as in ``ComputeBudget/rows``.
  let rows: [Int]
  /// log N, ascending.
  let logParameters: [Double]
  let loss: [Double]
  let weights: [Double]
  /// log(k·N·D/C) of each; `nil` where D is C/(k·N) in all runs of the table.
  let logExcess: [Double]?
  /// How far log N may lie from that of the best run.
  private let reach: Double

  /// The points of a budget; of models, those within a factor `window` of the one with the lowest loss.
  ///
  /// `tokens` says whether the runs have a D of their own.
  init(_ budget: ComputeBudget, runs: RunTable, window: Double, tokens: TokenSource) {
    rows = budget.rows
    logParameters = rows.map { log(runs.parameterCount[$0]) }
    loss = rows.map { runs.loss[$0] }
    weights = rows.map { runs.weight?[$0] ?? 1 }
    logExcess =
      tokens == .fromCompute
      ? nil
      : rows.map {
        log(runs.flopPerParameterToken * runs.parameterCount[$0] * runs.tokenCount[$0])
          - log(runs.compute[$0])
      }
    reach = log(window)
  }

  /// The points that count: those that `copies` holds, near enough to the best of them.
  func selected(_ copies: [Double]) -> [Int] {
    let present = rows.indices.filter { copies[rows[$0]] > 0 && weights[$0] > 0 }
    guard reach.isFinite, let best = present.min(by: { loss[$0] < loss[$1] }) else {
      return present
    }
    return present.filter { abs(logParameters[$0] - logParameters[best]) <= reach }
  }

  /// The number of different sizes among the points that count: each at least 5 % above the one
  /// before, as a curve through nearly equal sizes would swing between them.
  func sizeCount(_ copies: [Double]) -> Int {
    var count = 0
    var last = -Double.infinity
    for point in selected(copies) where logParameters[point] >= last + leastSizeStep {
      count += 1
      last = logParameters[point]
    }
    return count
  }
}

/// log 1.05.
private let leastSizeStep = 0.04879016416943204
