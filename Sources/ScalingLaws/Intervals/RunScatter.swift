import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The scatter of single runs about a fitted curve: one residual of the fit per draw of the curve.
///
/// The m residuals of a fit with n coefficients are too small on average; they are inflated by
/// √(m/(m − n)).
package struct RunScatter: Sendable {
  /// The residual of each draw.
  private let residuals: [Double]
  private let isRelative: Bool

  /// Draws a residual for each of `drawCount` draws of a curve.
  ///
  /// - Parameters:
  ///   - residuals: The residuals of the fit, at least one if there are draws.
  ///   - coefficientCount: n.
  ///   - isRelative: Whether the residuals are log L − log L̂ rather than L − L̂.
  ///   - drawCount: The number of draws.
  ///   - seed: The seed of the random numbers.
  package init(
    residuals: [Double], coefficientCount: Int, isRelative: Bool, drawCount: Int, seed: UInt64
  ) {
    let spare = max(residuals.count - coefficientCount, 1)
    let inflation = (Double(residuals.count) / Double(spare)).squareRoot()
    self.residuals = (0..<drawCount).map { draw in
      var stream = RandomStream(seed: seed, purpose: .scatter, index: draw)
      return inflation * residuals[stream.index(below: residuals.count)]
    }
    self.isRelative = isRelative
  }

  /// The losses of new runs, one for each draw of the curve.
  package func newRuns(about curve: [Double]) -> [Double] {
    zip(curve, residuals).map { isRelative ? $0 * exp($1) : $0 + $1 }
  }
}
