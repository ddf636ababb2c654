internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The distribution of the simulated residuals, each with mean square σ².
public enum CoverageNoise: String, Sendable, Codable, CaseIterable {
  /// Normal.
  case gaussian
  /// Student's t with three degrees of freedom: outliers now and then.
  case t3
  /// Normal, with a standard deviation four times as large at the highest loss as at the lowest.
  case heteroscedastic
  /// Drawn with replacement from the residuals of the fit to the runs.
  case residuals

  /// The residuals of one simulated set.
  ///
  /// - Parameters:
  ///   - heights: The true value of each run in the space of the residuals.
  ///   - sigma: σ.
  ///   - observed: The residuals of the fit to the runs, not all 0.
  ///   - stream: The source of random numbers.
  /// - Returns: One residual per run.
  func residuals(
    at heights: [Double], sigma: Double, observed: [Double], from stream: inout RandomStream
  ) -> [Double] {
    switch self {
    case .gaussian: return heights.map { _ in sigma * stream.normal() }
    case .t3:
      // The variance of t(3) is 3.
      return heights.map { _ in
        let normal = stream.normal()
        return sigma * normal / stream.chiSquared(degreesOfFreedom: 3).squareRoot()
      }
    case .heteroscedastic:
      let lowest = heights.reduce(.infinity, min)
      let span = heights.reduce(-.infinity, max) - lowest
      let deviations = heights.map { exp(log(4) * (span > 0 ? ($0 - lowest) / span : 0)) }
      return Self.scaled(deviations, to: sigma).map { $0 * stream.normal() }
    case .residuals:
      let scaled = Self.scaled(observed, to: sigma)
      return heights.map { _ in scaled[stream.index(below: scaled.count)] }
    }
  }

  /// The values times what makes their mean square σ².
  private static func scaled(_ values: [Double], to sigma: Double) -> [Double] {
    let square = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    return values.map { $0 * sigma / square.squareRoot() }
  }
}
