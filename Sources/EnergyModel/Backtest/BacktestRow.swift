public import Statistics

/// One published figure and what the model makes of it.
public struct BacktestRow: Sendable, Equatable {
  /// The goal the row counts towards: `G0` to `G5`.
  public var goal: String
  /// The run, or the system and its workload.
  public var name: String
  /// What was published of it.
  public var evidence: String
  /// The group that was left out to predict it; `nil` where nothing was fitted.
  public var leftOut: String?
  /// What is predicted: `energy` or `node-power`.
  public var quantity: String
  /// The unit of both figures.
  public var unit: String
  /// The prediction.
  public var predicted: Double
  /// What was published.
  public var published: Double
  /// The interval of the prediction, where the goal asks for one.
  public var interval: ConfidenceInterval?
  /// Why the row does not count, with the published inputs at odds with each other.
  public var excuse: String?

  /// Predicted over published, less one.
  public var error: Double { predicted / published - 1 }
  /// The factor between the two, at least 1.
  public var factor: Double { max(predicted / published, published / predicted) }

  /// Makes a row.
  public init(
    goal: String, name: String, evidence: String, leftOut: String? = nil, quantity: String,
    unit: String, predicted: Double, published: Double, interval: ConfidenceInterval? = nil,
    excuse: String? = nil
  ) {
    self.goal = goal
    self.name = name
    self.evidence = evidence
    self.leftOut = leftOut
    self.quantity = quantity
    self.unit = unit
    self.predicted = predicted
    self.published = published
    self.interval = interval
    self.excuse = excuse
  }
}

extension Array where Element == BacktestRow {
  /// The median of the absolute relative errors, its interval from resampled groups of rows.
  ///
  /// Rows that were left out together are drawn together: they share a source, and so their errors.
  public func medianError(level: Double, count: Int = 2000, seed: UInt64 = 0) -> Estimate {
    guard !isEmpty else { return .missing(.nan, because: "there are no rows") }
    let groups = Dictionary(grouping: self) { $0.leftOut ?? $0.name }
      .sorted { $0.key < $1.key }.map { $0.value.map { abs($0.error) } }
    let draws = (0..<count).map { index -> Double in
      var stream = RandomStream(seed: seed, purpose: .resampling, index: index)
      return median(
        of: groups.indices.flatMap { _ in
          groups[stream.index(below: groups.count)]
        })
    }
    let replicates =
      groups.count > 1
      ? Draws(draws, level: level) : .none(because: "all rows are of one group")
    return replicates.estimate(of: median(of: map { abs($0.error) }))
  }

  /// The greatest absolute relative error; `nil` without rows.
  public var maxError: Double? { map { abs($0.error) }.max() }

  /// The share of rows that `condition` holds for, with Wilson's interval.
  public func share(level: Double, _ condition: (BacktestRow) -> Bool) -> Estimate {
    guard !isEmpty else { return .missing(.nan, because: "there are no rows") }
    let successes = filter(condition).count
    return .with(
      Double(successes) / Double(count),
      interval: ConfidenceInterval(wilsonOf: successes, among: count, level: level))
  }
}
