internal import Statistics
package import TrainingRuns

/// How the intervals were computed.
public struct BootstrapSummary: Sendable, Equatable {
  /// The requested number of replicates.
  public var replicates: Int
  /// The number that could not be refitted.
  public var failed: Int
  /// Whether the rules that drop the highest rows were applied again within replicates.
  public var redrawsDrops: Bool
  /// The level of the intervals.
  public var level: Double
  /// What was resampled: `rows`, `runs`, or the column whose values divide the rows into units.
  public var unit = Self.rows
  /// G, the number of units; `nil` in a fit saved before it was recorded, whose units are rows.
  public var units: Int?
  /// How the intervals were found, never ``IntervalMethod/auto``.
  public var method = IntervalMethod.percentile
  /// Why this method was chosen; `nil` where the user named it.
  public var reason: String?

  /// The unit of a bootstrap of single rows.
  static let rows = "rows"

  /// Whether units of several rows were resampled.
  public var isOfUnits: Bool { unit != Self.rows }

  /// The factor by which the deviations of replicates are widened: t(G − 1)/z · √(G/(G − 1)), with the quantiles of
  /// Student's and of the normal distribution at the level of the intervals; 1 for rows.
  ///
  /// The variance between few units is estimated with G − 1 degrees of freedom, and the replicates' is too small by
  /// (G − 1)/G. `Benchmarks/units` compares this with other ways.
  public var widening: Double {
    guard isOfUnits, let units, units > 1 else { return 1 }
    let (count, end) = (Double(units), (1 + level) / 2)
    return StudentT(degreesOfFreedom: count - 1).quantile(end) / normalQuantile(end)
      * (count / (count - 1)).squareRoot()
  }

  /// Why there are too few units for intervals of a law with so many coefficients; `nil` if there are enough.
  ///
  /// Fewer than five hardly show their variance, and no more than coefficients leave no degrees of freedom.
  package func shortage(coefficientCount: Int) -> String? {
    let needed = max(5, coefficientCount + 1)
    guard isOfUnits, let units, units < needed else { return nil }
    let what = unit == "runs" ? (units == 1 ? "run" : "runs") : "values of \(unit)"
    return units == 1
      ? "all rows belong to one unit (\(what)), so the variation between units is unknown"
      : "\(units) independent units (\(what)) are too few for intervals: at least \(needed) are needed"
  }
}

extension BootstrapSummary {
  /// The summary of the replicates of a fit.
  package init(
    _ units: RowUnits, replicates: Int, failed: Int = 0, redrawsDrops: Bool = false, level: Double,
    method: IntervalMethod = .percentile, reason: String? = nil
  ) {
    self.init(
      replicates: replicates, failed: failed, redrawsDrops: redrawsDrops, level: level,
      unit: units.name, units: units.count, method: method, reason: reason)
  }
}

extension BootstrapSummary: Codable {
  private enum CodingKeys: String, CodingKey {
    case replicates, failed, redrawsDrops, level, unit, units, method, reason
  }

  /// Writes every key; the reason is null where the user named the method.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(replicates, forKey: .replicates)
    try container.encode(failed, forKey: .failed)
    try container.encode(redrawsDrops, forKey: .redrawsDrops)
    try container.encode(level, forKey: .level)
    try container.encode(unit, forKey: .unit)
    try container.encodeIfPresent(units, forKey: .units)
    try container.encode(method, forKey: .method)
    try container.encode(reason, forKey: .reason)
  }

  /// Reads a summary; without a unit and a method, that of a fit with percentiles over rows.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    replicates = try container.decode(Int.self, forKey: .replicates)
    failed = try container.decode(Int.self, forKey: .failed)
    redrawsDrops = try container.decode(Bool.self, forKey: .redrawsDrops)
    level = try container.decode(Double.self, forKey: .level)
    unit = try container.decodeIfPresent(String.self, forKey: .unit) ?? Self.rows
    units = try container.decodeIfPresent(Int.self, forKey: .units)
    method = try container.decodeIfPresent(IntervalMethod.self, forKey: .method) ?? .percentile
    reason = try container.decodeIfPresent(String.self, forKey: .reason)
  }
}
