#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Laplace's distribution of the residuals at the scale that makes them likeliest.
///
///     f(r) = exp(−|r|/σ)/(2σ),   σ̂ = Σ|rᵢ|/n
///
/// The coefficients that maximise the likelihood are those of least absolute deviations, whatever σ.
public struct LaplaceLikelihood: Sendable, Equatable {
  /// σ̂, in the unit of the residuals.
  public let scale: Double
  /// log f(rᵢ) of each residual, in their order.
  public let logDensities: [Double]

  /// The likelihood of `residuals`; `nil` where all of them are 0 or there are none, since it has no
  /// maximum then.
  public init?(of residuals: [Double]) {
    let scale = residuals.reduce(0) { $0 + abs($1) } / Double(residuals.count)
    guard scale > 0, scale.isFinite else { return nil }
    self.scale = scale
    logDensities = residuals.map { -log(2 * scale) - abs($0) / scale }
  }

  /// ℓ = −n(log 2σ̂ + 1).
  public var logLikelihood: Double { logDensities.reduce(0, +) }
}
