internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Runs of nearly the same compute.
struct ComputeBudget: Sendable {
  /// The rows of the runs, by model size, then loss, then tokens: an order independent of
  /// the table's.
  let rows: [Int]

  /// Groups rows into budgets whose largest compute is within `tolerance` of their smallest.
  ///
  /// Of all such compute ranges, the one with the most rows is the first budget (ties:
  /// the narrowest, then the lowest); the rows below and above are grouped recursively. A budget
  /// whose runs scatter about a nominal compute is thus not split by its neighbours.
  /// - Returns: The budgets by increasing compute.
  /// - Complexity: O(m log m) for m rows, plus O(m) per level of recursion.
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

/// The logarithms and losses of a budget's runs, prepared for repeated fits.
struct ProfilePoints: Sendable {
  /// The rows, as in ``ComputeBudget/rows``.
  let rows: [Int]
  /// log N, ascending.
  let logParameters: [Double]
  let loss: [Double]
  let weights: [Double]
  /// log(k·N·D/C) of each; `nil` if D is C/(k·N) in all runs of the table.
  let logExcess: [Double]?
  /// The maximum distance in log N from the best run.
  private let reach: Double

  /// The points of a budget, within a factor `window` in N of the one with the lowest loss.
  ///
  /// `tokens` is whether the runs have their own D.
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

  /// The usable points: those present in `copies` within the window of the best.
  func selected(_ copies: [Double]) -> [Int] {
    let present = rows.indices.filter { copies[rows[$0]] > 0 && weights[$0] > 0 }
    guard reach.isFinite, let best = present.min(by: { loss[$0] < loss[$1] }) else {
      return present
    }
    return present.filter { abs(logParameters[$0] - logParameters[best]) <= reach }
  }

  /// The number of distinct sizes among the usable points: each at least 5 % above the previous
  /// one, since a curve through nearly equal sizes would oscillate.
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
