#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The distribution of an assumed quantity, with a median and a sampler.
public enum Distribution: Sendable, Equatable {
  /// A fixed value.
  case fixed(Double)
  /// A log-normal quantity, given by its median and the standard deviation of
  /// its logarithm.
  case logNormal(median: Double, sigma: Double)
  /// A triangular quantity with mode `mode`, bounded by `lower` and `upper`.
  case triangular(lower: Double, mode: Double, upper: Double)
  /// A quantity given by at least one draw, in ascending order; some may be infinite.
  case draws([Double])

  /// A log-normal distribution given by its median and the ends of a central interval.
  ///
  /// The ends need not be symmetric about the median in the log; the width of the interval
  /// determines the standard deviation.
  public static func logNormal(
    median: Double, lower: Double, upper: Double, level: Double
  ) -> Distribution {
    .logNormal(
      median: median, sigma: log(upper / lower) / (2 * normalQuantile((1 + level) / 2)))
  }

  /// The median.
  public var median: Double { quantile(0.5) }

  /// Whether the quantity is fixed.
  public var isFixed: Bool {
    if case .fixed = self { true } else { false }
  }

  /// The `p`-quantile.
  ///
  /// - Precondition: 0 < `p` < 1.
  public func quantile(_ p: Double) -> Double {
    switch self {
    case .fixed(let value):
      return value
    case .logNormal(let median, let sigma):
      return p == 0.5 ? median : median * exp(sigma * normalQuantile(p))
    case .draws(let sorted):
      return Statistics.quantile(p, ofSorted: sorted)
    case .triangular(let lower, let mode, let upper):
      let width = upper - lower
      guard width > 0 else { return mode }
      let split = (mode - lower) / width
      return p < split
        ? lower + (p * width * (mode - lower)).squareRoot()
        : upper - ((1 - p) * width * (upper - mode)).squareRoot()
    }
  }

  /// A random draw by inversion: one uniform number per draw.
  public func draw(from stream: inout RandomStream) -> Double {
    isFixed ? median : quantile(stream.uniform())
  }

  /// The distribution of the quantity times `factor`.
  ///
  /// - Precondition: `factor` is positive.
  public func scaled(by factor: Double) -> Distribution {
    precondition(factor > 0, "a distribution is scaled by a positive factor")
    switch self {
    case .fixed(let value):
      return .fixed(value * factor)
    case .logNormal(let median, let sigma):
      return .logNormal(median: median * factor, sigma: sigma)
    case .draws(let sorted):
      return .draws(sorted.map { $0 * factor })
    case .triangular(let lower, let mode, let upper):
      return .triangular(lower: lower * factor, mode: mode * factor, upper: upper * factor)
    }
  }
}
