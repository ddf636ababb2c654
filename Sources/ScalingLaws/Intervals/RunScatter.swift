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
  /// The residual of each draw, or the factor exp(residual) if residuals are relative.
  private let residuals: [Double]
  private let isRelative: Bool

  /// Draws a residual for each of `drawCount` draws of a curve.
  ///
  /// - Parameters:
  ///   - residuals: The residuals of the fit, at least one if there are draws.
  ///   - coefficientCount: n.
  ///   - runCount: m, if the coefficients were fitted to the runs of other groups too.
  ///   - isRelative: Whether the residuals are log L − log L̂ rather than L − L̂.
  ///   - drawCount: The number of draws.
  ///   - seed: The seed of the random numbers.
  package init(
    residuals: [Double], coefficientCount: Int, runCount: Int? = nil, isRelative: Bool,
    drawCount: Int, seed: UInt64
  ) {
    let runCount = runCount ?? residuals.count
    let spare = max(runCount - coefficientCount, 1)
    let inflation = (Double(runCount) / Double(spare)).squareRoot()
    self.residuals = (0..<drawCount).map { draw in
      var stream = RandomStream(seed: seed, purpose: .scatter, index: draw)
      let residual = inflation * residuals[stream.index(below: residuals.count)]
      return isRelative ? exp(residual) : residual
    }
    self.isRelative = isRelative
  }

  /// The losses of new runs, one for each draw of the curve.
  package func newRuns(about curve: [Double]) -> [Double] {
    zip(curve, residuals).map { isRelative ? $0 * $1 : $0 + $1 }
  }
}
