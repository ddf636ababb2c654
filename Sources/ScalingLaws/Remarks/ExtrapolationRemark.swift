public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The extrapolation of a point beyond the runs of a fit, in decades: above 0 beyond the largest, below 0
/// below the smallest, 0 within.
public struct RunDistance: Sendable, Equatable {
  /// In N; N, D and C are `nil` if the fit or the point does not have them.
  public var parameterCount: Double?
  /// Of D, tokens.
  public var tokenCount: Double?
  /// Of C, FLOP.
  public var compute: Double?

  /// The distance of a point from the range of the runs of `dataset`.
  public init(
    parameterCount: Double?, tokenCount: Double?, compute: Double?, of dataset: DatasetSummary
  ) {
    func decades(_ value: Double?, _ extent: DatasetSummary.Extent?) -> Double? {
      guard let extent, let value, value.isFinite, value > 0, extent.lower > 0 else { return nil }
      // A value read from text may differ from the largest run by rounding.
      // The quotient of the two may overflow or underflow.
      if value > extent.upper * (1 + 1e-9) { return log10(value) - log10(extent.upper) }
      return value < extent.lower * (1 - 1e-9) ? log10(value) - log10(extent.lower) : 0
    }
    self.parameterCount = decades(parameterCount, dataset.span.parameterCount)
    self.tokenCount = decades(tokenCount, dataset.span.tokenCount)
    self.compute = decades(compute, dataset.span.compute)
  }

  /// The known distances by symbol.
  public var bySymbol: [(symbol: String, decades: Double)] {
    [("C", compute), ("N", parameterCount), ("D", tokenCount)].compactMap { symbol, decades in
      decades.map { (symbol, $0) }
    }
  }

  /// The remark that the point extrapolates; `nil` if it lies within the runs.
  public var remark: Remark? {
    let outside = bySymbol.filter { $0.decades != 0 }
    guard let farthest = outside.max(by: { abs($0.decades) < abs($1.decades) }) else { return nil }
    let parts = outside.map { symbol, decades in
      "\(places(decades)) \(places(decades) == "1" ? "decade" : "decades") (\(factor(decades))×) "
        + (decades > 0 ? "beyond your largest" : "below your smallest") + " run in \(symbol)"
    }
    return Remark(
      .extrapolation, abs(farthest.decades) > 1 ? .warning : .note,
      "extrapolates \(parts.joined(separator: ", "))", subjects: outside.map(\.symbol),
      values: Dictionary(uniqueKeysWithValues: outside.map { ("decades\($0.symbol)", $0.decades) }))
  }

  private func places(_ decades: Double) -> String {
    let hundredths = (abs(decades) * 100).rounded()
    return hundredths == 0 ? "less than 0.01" : compact(hundredths / 100)
  }

  private func factor(_ decades: Double) -> String {
    let factor = pow(10, abs(decades))
    return factor < 10
      ? compact((factor * 100).rounded() / 100)
      : factor < 1e6 ? compact(factor.rounded()) : brief(factor)
  }
}
