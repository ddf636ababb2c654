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

  /// Divides rows into budgets: from the least compute upwards, each takes in what lies within
  /// `tolerance` of its own least.
  ///
  /// - Returns: The budgets in ascending order of compute.
  /// - Complexity: O(m log m) for m rows.
  static func dividing(
    _ rows: [Int], of runs: RunTable, tolerance: Double
  ) -> [ComputeBudget] {
    var groups: [[Int]] = []
    var limit = -Double.infinity
    for row in rows.sorted(by: { runs.compute[$0] < runs.compute[$1] }) {
      if runs.compute[row] > limit {
        groups.append([])
        limit = runs.compute[row] * (1 + tolerance)
      }
      groups[groups.count - 1].append(row)
    }
    return groups.map { group in
      ComputeBudget(
        rows: group.sorted { first, second in
          let key = { (row: Int) in
            (runs.parameterCount[row], runs.loss[row], runs.tokenCount[row])
          }
          return key(first) < key(second)
        })
    }
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

  init(_ budget: ComputeBudget, runs: RunTable) {
    rows = budget.rows
    logParameters = rows.map { log(runs.parameterCount[$0]) }
    loss = rows.map { runs.loss[$0] }
    weights = rows.map { runs.weight?[$0] ?? 1 }
  }

  /// The number of different sizes among the points that count.
  func sizeCount(_ copies: [Double]) -> Int {
    var count = 0
    var last = -Double.infinity
    for (point, row) in rows.enumerated() where copies[row] > 0 && weights[point] > 0 {
      if logParameters[point] > last { count += 1 }
      last = logParameters[point]
    }
    return count
  }
}
