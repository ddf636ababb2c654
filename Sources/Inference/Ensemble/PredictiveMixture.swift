public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The predictive distribution of log L: a mixture of t distributions, one for each law.
public struct PredictiveMixture: Sendable, Equatable {
  /// One law's part.
  public struct Component: Sendable, Equatable {
    /// Its weight; they add up to 1.
    public var weight: Double
    /// Its centre, log L̂.
    public var center: Double
    /// Its scale.
    public var scale: Double
  }

  /// The parts, at least one.
  public let components: [Component]
  /// The t distribution of each about its centre.
  public let errors: StudentT

  /// The probability of a log L up to `x`.
  public func cumulative(_ x: Double) -> Double {
    components.reduce(0) { sum, part in
      // A law that fits exactly has no scale.
      let share =
        part.scale > 0
        ? errors.cumulative((x - part.center) / part.scale) : (x < part.center ? 0 : 1)
      return sum + part.weight * share
    }
  }

  /// The `p`-quantile of L, by bisection.
  ///
  /// - Precondition: 0 < `p` < 1.
  public func quantile(_ p: Double) -> Double {
    // The quantile of a mixture lies between those of its parts.
    let reach = errors.quantile(p)
    let ends = components.map { $0.center + reach * $0.scale }
    guard var low = ends.min(), var high = ends.max() else { return .nan }
    for _ in 0..<100 where high - low > 1e-13 * max(1, abs(low)) {
      let middle = (low + high) / 2
      if cumulative(middle) < p { low = middle } else { high = middle }
    }
    return exp((low + high) / 2)
  }

  /// The median with a central interval of L.
  public func estimate(level: Double) -> Estimate {
    Estimate.with(
      quantile(0.5),
      interval: ConfidenceInterval(
        level: level, lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2),
        method: .predictiveMixture))
  }

  /// The logarithm of the density of log L.
  func logDensity(_ x: Double) -> Double {
    let parts = components.map {
      log($0.weight) + errors.logDensity((x - $0.center) / $0.scale) - log($0.scale)
    }
    guard let largest = parts.max(), largest.isFinite else { return -.infinity }
    return largest + log(parts.reduce(0) { $0 + exp($1 - largest) })
  }
}
