#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The Laplace distribution of the residuals at its maximum-likelihood scale.
///
///     f(r) = exp(−|r|/σ)/(2σ),   σ̂ = Σ|rᵢ|/n
///
/// The coefficients that maximise the likelihood are those of least absolute deviations, whatever σ.
public struct LaplaceLikelihood: Sendable, Equatable {
  /// σ̂, in the unit of the residuals.
  public let scale: Double
  /// log f(rᵢ) for each residual, in order.
  public let logDensities: [Double]

  /// The likelihood of `residuals`; `nil` if all of them are 0 or there are none, since it then has no
  /// maximum.
  public init?(of residuals: [Double]) {
    let scale = residuals.reduce(0) { $0 + abs($1) } / Double(residuals.count)
    guard scale > 0, scale.isFinite else { return nil }
    self.scale = scale
    logDensities = residuals.map { -log(2 * scale) - abs($0) / scale }
  }

  /// ℓ = −n(log 2σ̂ + 1).
  public var logLikelihood: Double { logDensities.reduce(0, +) }
}
