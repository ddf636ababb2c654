#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A rule that allocates a compute budget between N and D.
public struct ScalingPolicy: Sendable, Equatable {
  /// The rule's name.
  public let name: String
  /// Where it comes from.
  public let source: String
  private let rule: Rule

  private enum Rule: Sendable, Equatable {
    /// D/N.
    case tokensPerParameter(Double)
    /// N = coefficient · C^exponent, with C in a unit of FLOP.
    case power(coefficient: Double, exponent: Double, unit: Double)
  }

  /// N of the model for a budget.
  ///
  /// - Parameters:
  ///   - compute: C, FLOP.
  ///   - flopPerParameterToken: k in C = k·N·D.
  /// - Returns: N, parameters.
  public func parameterCount(compute: Double, flopPerParameterToken: Double) -> Double {
    switch rule {
    case .tokensPerParameter(let ratio): (compute / flopPerParameterToken / ratio).squareRoot()
    case .power(let coefficient, let exponent, let unit):
      coefficient * pow(compute / unit, exponent)
    }
  }

  /// The published rules.
  public static let published = [
    ScalingPolicy(
      name: "20 tokens per parameter",
      source: "rule of thumb from Hoffmann et al. 2022, arXiv:2203.15556",
      rule: .tokensPerParameter(20)),
    hoffmannRounded,
    ScalingPolicy(
      name: "Kaplan",
      source:
        "Kaplan et al. 2020, appendix A, arXiv:2001.08361: N = 1.3e9 C^0.73, with C in petaFLOP/s-days",
      rule: .power(coefficient: 1.3e9, exponent: 0.73, unit: 8.64e19)),
  ]

  /// The optimum of E + 406.4/N^.34 + 410.7/D^.28: N = G·(C/6)^a with a = β/(α+β).
  private static let hoffmannRounded: ScalingPolicy = {
    let (a, alpha, b, beta) = (406.4, 0.34, 410.7, 0.28)
    return ScalingPolicy(
      name: "Hoffmann (rounded fit)",
      source:
        "the optimum under the rounded coefficients published for approach 3, arXiv:2203.15556",
      rule: .power(
        coefficient: pow(alpha * a / (beta * b), 1 / (alpha + beta)),
        exponent: beta / (alpha + beta), unit: 6))
  }()
}
