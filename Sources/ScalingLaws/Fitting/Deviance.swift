internal import LeastSquares

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The rise of an objective in units of its sampling noise: 1 if a coefficient is one standard error from its
/// estimate.
///
/// For an M-estimator 2 Δf · E ρ″ / E ρ′² is χ² with one degree of freedom per coefficient; the
/// expectations assume normal residuals.
///
/// Reference: Hampel et al. 1986, "Robust statistics", §7.2, doi:10.1002/9781118186435.
struct Deviance {
  /// 2 E ρ″ / E ρ′².
  private let factor: Double
  /// E ρ′² / (σ E ρ″)²: the variance of a coefficient over that by least squares.
  let varianceRatio: Double

  /// - Parameters:
  ///   - loss: ρ.
  ///   - deviation: The standard deviation of the residuals; positive.
  init(_ loss: RobustLoss, deviation: Double) {
    let normal = 2 / (deviation * deviation)
    switch loss {
    case .squares:
      factor = normal
      varianceRatio = 1
    case .absolute:
      factor = 2 * (2 / Double.pi).squareRoot() / deviation
      varianceRatio = Double.pi / 2
    case .huber(let delta, let above):
      let bend = delta / deviation
      let inside = erf(bend / 2.0.squareRoot())
      // 1 − inside, without its cancellation.
      let outside = erfc(bend / 2.0.squareRoot())
      let second = inside - bend * (2 / Double.pi).squareRoot() * exp(-bend * bend / 2)
      // Half of the residuals are positive.
      let asymmetry = (1 + above) / (1 + above * above)
      let slopes = second + bend * bend * outside
      factor = asymmetry * normal * inside / slopes
      let mean = (1 + above) / 2
      varianceRatio = (1 + above * above) / 2 * slopes / (mean * mean * inside * inside)
    }
  }

  /// The deviance of an objective that rises by `rise` from its minimum.
  func of(_ rise: Double) -> Double { factor * rise }
}
