#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// What a maximised likelihood is worth once its coefficients are paid for; lower is better.
///
///     AIC = 2k − 2ℓ,   AICc = AIC + 2k(k + 1)/(n − k − 1),   BIC = k log n − 2ℓ
///
/// ℓ is the log-likelihood at its maximum over k parameters, the scale of the residuals being one of
/// them, and n the number of runs. Only differences between laws of the same observations say anything.
///
/// Reference: Burnham and Anderson 2002, "Model selection and multimodel inference", sections 2.2, 2.4
/// and 2.9.
public struct InformationCriteria: Sendable, Equatable {
  /// ℓ, the sum over the runs of the logarithm of the density.
  public var logLikelihood: Double
  /// k: the coefficients and the scale.
  public var parameterCount: Int
  /// n.
  public var runCount: Int

  /// The criteria of a likelihood.
  ///
  /// - Precondition: n ≥ k + 2, without which AICc has no meaning.
  public init(logLikelihood: Double, parameterCount: Int, runCount: Int) {
    precondition(runCount >= parameterCount + 2, "AICc needs two runs more than parameters")
    self.logLikelihood = logLikelihood
    self.parameterCount = parameterCount
    self.runCount = runCount
  }

  /// Akaike's criterion.
  public var aic: Double { 2 * Double(parameterCount) - 2 * logLikelihood }

  /// Akaike's criterion with the correction for few runs; it nears ``aic`` as n grows.
  public var aicc: Double {
    let (k, n) = (Double(parameterCount), Double(runCount))
    return aic + 2 * k * (k + 1) / (n - k - 1)
  }

  /// Schwarz's criterion.
  public var bic: Double { Double(parameterCount) * log(Double(runCount)) - 2 * logLikelihood }

  /// The Akaike weights: wᵢ = exp(−Δᵢ/2)/Σ exp(−Δ/2), with Δ the differences of AICc from the lowest.
  ///
  /// - Returns: A weight for each; they add up to 1.
  public static func weights(of criteria: [InformationCriteria]) -> [Double] {
    let lowest = criteria.map(\.aicc).min() ?? 0
    let shares = criteria.map { exp((lowest - $0.aicc) / 2) }
    let total = shares.reduce(0, +)
    return shares.map { $0 / total }
  }
}
