public import Statistics

/// One published figure and the model's prediction.
public struct BacktestRow: Sendable, Equatable {
  /// The goal the row counts towards: `G0` to `G5`.
  public var goal: String
  /// The run, or the system and its workload.
  public var name: String
  /// The kind of published evidence.
  public var evidence: String
  /// The group held out to predict it; `nil` if nothing was fitted.
  public var leftOut: String?
  /// The predicted quantity: `energy` or `node-power`.
  public var quantity: String
  /// The unit of both figures.
  public var unit: String
  /// The prediction.
  public var predicted: Double
  /// The published value.
  public var published: Double
  /// The prediction's interval, if the goal needs one.
  public var interval: ConfidenceInterval?
  /// Why the row does not count: its published inputs are inconsistent.
  public var excuse: String?

  /// Predicted over published, minus one.
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
  /// The median absolute relative error, with an interval from resampled groups of rows.
  ///
  /// Rows held out together are resampled together: they share a source and its errors.
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
      ? Draws(draws, level: level) : .none(because: "all rows belong to one group")
    return replicates.estimate(of: median(of: map { abs($0.error) }))
  }

  /// The largest absolute relative error; `nil` without rows.
  public var maxError: Double? { map { abs($0.error) }.max() }

  /// The share of rows that satisfy `condition`, with Wilson's interval.
  public func share(level: Double, _ condition: (BacktestRow) -> Bool) -> Estimate {
    guard !isEmpty else { return .missing(.nan, because: "there are no rows") }
    let successes = filter(condition).count
    return .with(
      Double(successes) / Double(count),
      interval: ConfidenceInterval(wilsonOf: successes, among: count, level: level))
  }
}
