#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Information criteria: the maximised likelihood with a penalty for coefficients; lower is better.
///
///     AIC = 2k − 2ℓ,   AICc = AIC + 2k(k + 1)/(n − k − 1),   BIC = k log n − 2ℓ
///
/// ℓ is the maximised log-likelihood over k parameters, including the scale of the residuals,
/// and n the number of runs. Only differences between laws for the same observations are meaningful.
///
/// Reference: Burnham and Anderson 2002, "Model selection and multimodel inference", sections 2.2, 2.4
/// and 2.9.
public struct InformationCriteria: Sendable, Equatable {
  /// ℓ, the sum over the runs of the log density.
  public var logLikelihood: Double
  /// k: the coefficients and the scale.
  public var parameterCount: Int
  /// n.
  public var runCount: Int

  /// The criteria of a likelihood.
  ///
  /// - Precondition: n ≥ k + 2, as AICc requires.
  public init(logLikelihood: Double, parameterCount: Int, runCount: Int) {
    precondition(runCount >= parameterCount + 2, "AICc needs two more runs than parameters")
    self.logLikelihood = logLikelihood
    self.parameterCount = parameterCount
    self.runCount = runCount
  }

  /// Akaike's criterion.
  public var aic: Double { 2 * Double(parameterCount) - 2 * logLikelihood }

  /// Akaike's criterion with the small-sample correction; it approaches ``aic`` as n grows.
  public var aicc: Double {
    let (k, n) = (Double(parameterCount), Double(runCount))
    return aic + 2 * k * (k + 1) / (n - k - 1)
  }

  /// Schwarz's criterion.
  public var bic: Double { Double(parameterCount) * log(Double(runCount)) - 2 * logLikelihood }

  /// The Akaike weights: wᵢ = exp(−Δᵢ/2)/Σ exp(−Δ/2), with Δ the differences of AICc from the lowest.
  ///
  /// - Returns: One weight per law; they sum to 1.
  public static func weights(of criteria: [InformationCriteria]) -> [Double] {
    let lowest = criteria.map(\.aicc).min() ?? 0
    let shares = criteria.map { exp((lowest - $0.aicc) / 2) }
    let total = shares.reduce(0, +)
    return shares.map { $0 / total }
  }
}
