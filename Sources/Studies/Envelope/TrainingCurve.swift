internal import ScalingLaws
internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The loss of a run during training, in log–log coordinates.
struct TrainingCurve: Sendable {
  /// The name of the run.
  let name: String
  /// N, parameters.
  let parameterCount: Double
  /// log C of the checkpoints, strictly increasing.
  private(set) var logCompute: [Double]
  private(set) var logTokens: [Double]
  private(set) var logLoss: [Double]
  /// The weight of each checkpoint.
  private(set) var weights: [Double]

  /// The curve of some rows; rows of the same compute are averaged with their positive weights.
  init(name: String, rows: [Int], of runs: RunTable) {
    self.name = name
    parameterCount = runs.parameterCount[rows[0]]
    (logCompute, logTokens, logLoss, weights) = ([], [], [], [])
    let points = rows.map {
      (
        log(runs.compute[$0]), log(runs.tokenCount[$0]), log(runs.loss[$0]),
        runs.weight?[$0] ?? 1
      )
    }.sorted { $0 < $1 }
    var first = 0
    while first < points.count {
      let end = points[first...].firstIndex { $0.0 > points[first].0 } ?? points.count
      let total = points[first..<end].reduce(0) { $0 + $1.3 }
      logCompute.append(points[first].0)
      logTokens.append(points[first..<end].reduce(0) { $0 + $1.3 * $1.1 } / total)
      logLoss.append(points[first..<end].reduce(0) { $0 + $1.3 * $1.2 } / total)
      weights.append(total / Double(end - first))
      first = end
    }
  }

  /// Whether it has a checkpoint at or before `logCompute` and one at or after.
  func covers(_ logCompute: Double) -> Bool {
    guard let first = self.logCompute.first, let last = self.logCompute.last else { return false }
    return first <= logCompute && logCompute <= last
  }

  /// log L and log D at a log C that the curve covers, by linear interpolation.
  ///
  /// - Complexity: O(log n) for n checkpoints.
  func value(at logCompute: Double) -> (logLoss: Double, logTokens: Double) {
    var (low, high) = (0, self.logCompute.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if self.logCompute[middle] <= logCompute { low = middle } else { high = middle }
    }
    let width = self.logCompute[high] - self.logCompute[low]
    let share = width > 0 ? (logCompute - self.logCompute[low]) / width : 0
    return (
      logLoss[low] + share * (logLoss[high] - logLoss[low]),
      logTokens[low] + share * (logTokens[high] - logTokens[low])
    )
  }

  /// The curve with each checkpoint's log L replaced by a local linear fit in log C to
  /// the checkpoints, with their weights times Gaussian weights of standard deviation `deviation` in
  /// log C.
  ///
  /// A local line preserves straight curves, including their ends. Weights beyond five standard
  /// deviations count as zero.
  /// - Complexity: O(n·w) for w checkpoints within reach.
  func smoothed(_ deviation: Double) -> TrainingCurve {
    guard deviation > 0 else { return self }
    var smoothed = self
    var first = 0
    for center in logCompute.indices {
      while logCompute[first] < logCompute[center] - 5 * deviation { first += 1 }
      var (s0, s1, s2, t0, t1) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for index in first..<logCompute.count {
        let x = logCompute[index] - logCompute[center]
        guard x <= 5 * deviation else { break }
        let weight = weights[index] * exp(-x * x / (2 * deviation * deviation))
        s0 += weight
        s1 += weight * x
        s2 += weight * x * x
        t0 += weight * logLoss[index]
        t1 += weight * x * logLoss[index]
      }
      let determinant = s0 * s2 - s1 * s1
      smoothed.logLoss[center] =
        determinant > 1e-9 * s0 * s0 * deviation * deviation
        ? (s2 * t0 - s1 * t1) / determinant : t0 / s0
    }
    return smoothed
  }
}

extension TrainingCurve {
  /// The training curves of some rows of a table.
  ///
  /// Rows with the same text in the run column form a curve; without one, rows of the
  /// same N, provided none repeats a D.
  /// - Returns: The curves with at least two checkpoints, by size and name, and the number of other runs.
  /// - Throws: ``AllocationError``.
  static func curves(
    of runs: RunTable, rows: [Int]
  ) throws(AllocationError) -> (curves: [TrainingCurve], singles: Int) {
    var members: [String: [Int]] = [:]
    // A row of weight 0 does not count.
    for row in rows where runs.weight?[row] ?? 1 > 0 {
      members[runs.run?[row] ?? "N = \(compact(runs.parameterCount[row]))", default: []].append(row)
    }
    for (name, rows) in members.sorted(by: { $0.key < $1.key }) {
      let sizes = rows.map { runs.parameterCount[$0] }
      guard let first = sizes.min(), first == sizes.max() else {
        throw .sizeChangesWithinRun(
          dataset: runs.printableName, run: name, first: sizes.min() ?? .nan,
          second: sizes.max() ?? .nan)
      }
      let tokens = rows.map { runs.tokenCount[$0] }.sorted()
      if runs.run == nil, let repeated = zip(tokens, tokens.dropFirst()).first(where: { $0 == $1 })
      {
        throw .severalCurvesPerSize(
          dataset: runs.printableName, parameterCount: first, tokenCount: repeated.0)
      }
    }
    let curves = members.map { TrainingCurve(name: $0.key, rows: $0.value, of: runs) }
      .filter { $0.logCompute.count >= 2 }
      .sorted { ($0.parameterCount, $0.name) < ($1.parameterCount, $1.name) }
    guard !curves.isEmpty else {
      throw .noTrainingCurves(
        dataset: runs.printableName, runs: members.count,
        identity: runs.headers[.run].map { "column '\($0)'" } ?? "their N")
    }
    return (curves, members.count - curves.count)
  }
}
