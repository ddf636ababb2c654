#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The model size and token count that minimise the loss for a compute budget.
///
/// For L = E + A/N^α + B/D^β under C = k·N·D, with G = (αA/βB)^(1/(α+β)):
///
///     N* = G (C/k)^a,   D* = G⁻¹ (C/k)^b,   a = β/(α+β),   b = α/(α+β)
///
/// and the reducible loss is a power law in C with the exponent αβ/(α+β). Coefficients with α ≤ 0 or
/// β ≤ 0 have no optimum, and every figure is NaN.
///
/// Reference: Hoffmann et al. 2022, equation 4, arXiv:2203.15556.
public struct ComputeOptimum: Sendable {
  private let constant: Coefficient?
  private let amplitudeA: Coefficient
  private let exponentAlpha: Coefficient
  private let amplitudeB: Coefficient
  private let exponentBeta: Coefficient

  /// The origin of a coefficient's value.
  fileprivate enum Coefficient {
    /// Its index among the law's coefficients.
    case fitted(Int)
    /// It is fixed.
    case fixed(Double)
  }

  /// The optimum of `law`; `nil` if the law does not have the form above.
  public init?(_ law: ScalingLaw) {
    guard let terms = law.terms, !law.hasTransformedResponse else { return nil }
    let constants = terms.filter(\.factors.isEmpty)
    let falling = terms.filter { $0.factors.allSatisfy { $0.multiplier == -1 } }
    let parameters = falling.filter { $0.factors.map(\.variable) == [.parameterCount] }
    let tokens = falling.filter { $0.factors.map(\.variable) == [.tokenCount] }
    guard parameters.count == 1, tokens.count == 1, constants.count <= 1,
      terms.count == 2 + constants.count
    else { return nil }
    func coefficient(_ symbol: String) -> Coefficient {
      law.fixed[symbol].map { .fixed($0) } ?? .fitted(law.index(of: symbol))
    }
    constant = constants.first.map { coefficient($0.amplitude) }
    amplitudeA = coefficient(parameters[0].amplitude)
    exponentAlpha = coefficient(parameters[0].factors[0].exponent)
    amplitudeB = coefficient(tokens[0].amplitude)
    exponentBeta = coefficient(tokens[0].factors[0].exponent)
  }

  /// E, A, B, α and β from the values of the law's coefficients; 0 for a missing E.
  package func parameters(_ values: [Double]) -> [Double] {
    [irreducibleLoss(values)]
      + [amplitudeA, amplitudeB, exponentAlpha, exponentBeta].map { values[$0] }
  }

  /// The exponents a of N* and b of D* in C.
  public func exponents(_ values: [Double]) -> (a: Double, b: Double) {
    let (alpha, beta) = (values[exponentAlpha], values[exponentBeta])
    // A term with a non-positive amplitude does not decrease, so there is no optimum.
    guard alpha > 0, beta > 0, values[amplitudeA] > 0, values[amplitudeB] > 0 else {
      return (.nan, .nan)
    }
    return (beta / (alpha + beta), alpha / (alpha + beta))
  }

  /// The allocation of a compute budget.
  ///
  /// - Parameters:
  ///   - compute: C, FLOP.
  ///   - flopPerParameterToken: k in C = k·N·D.
  ///   - values: The law's coefficients.
  /// - Returns: N*, D* and the loss.
  public func allocation(
    compute: Double, flopPerParameterToken: Double, values: [Double]
  ) -> Allocation {
    let (alpha, beta) = (values[exponentAlpha], values[exponentBeta])
    let (a, b) = exponents(values)
    let balance = pow(
      alpha * values[amplitudeA] / (beta * values[amplitudeB]), 1 / (alpha + beta))
    let product = compute / flopPerParameterToken
    let parameterCount = balance * pow(product, a)
    let tokenCount = pow(product, b) / balance
    let reducible =
      values[amplitudeA] / pow(parameterCount, alpha) + values[amplitudeB] / pow(tokenCount, beta)
    return Allocation(
      compute: compute, parameterCount: parameterCount, tokenCount: tokenCount,
      tokensPerParameter: pow(product, b - a) / (balance * balance),
      loss: irreducibleLoss(values) + reducible)
  }

  /// The minimum compute that reaches the loss, in FLOP; infinite at or below the
  /// irreducible loss.
  public func compute(
    forLoss loss: Double, flopPerParameterToken: Double, values: [Double]
  ) -> Double {
    let (alpha, beta) = (values[exponentAlpha], values[exponentBeta])
    guard !exponents(values).a.isNaN else { return .nan }
    let reducible = loss - irreducibleLoss(values)
    guard reducible > 0 else { return .infinity }
    // The reducible loss at C = k is known, and decreases with the exponent αβ/(α+β).
    let unit = allocation(
      compute: flopPerParameterToken, flopPerParameterToken: flopPerParameterToken, values: values)
    let atUnit = unit.loss - irreducibleLoss(values)
    return flopPerParameterToken * pow(atUnit / reducible, (alpha + beta) / (alpha * beta))
  }

  /// L of N parameters and D tokens.
  func loss(parameterCount: Double, tokenCount: Double, values: [Double]) -> Double {
    irreducibleLoss(values) + values[amplitudeA] * pow(parameterCount, -values[exponentAlpha])
      + values[amplitudeB] * pow(tokenCount, -values[exponentBeta])
  }

  /// D at which N parameters reach a loss: (B/(L − E − A/N^α))^(1/β); `nil` if none does.
  func tokenCount(forLoss loss: Double, parameterCount: Double, values: [Double]) -> Double? {
    let left =
      loss - irreducibleLoss(values)
      - values[amplitudeA] * pow(parameterCount, -values[exponentAlpha])
    guard left > 0, values[exponentBeta] > 0 else { return nil }
    return pow(values[amplitudeB] / left, 1 / values[exponentBeta])
  }

  /// E, or 0 if the law has no constant term.
  public func irreducibleLoss(_ values: [Double]) -> Double {
    constant.map { values[$0] } ?? 0
  }
}

extension [Double] {
  /// The value of a coefficient, fitted or fixed.
  fileprivate subscript(coefficient: ComputeOptimum.Coefficient) -> Double {
    switch coefficient {
    case .fitted(let place): self[place]
    case .fixed(let value): value
    }
  }
}

/// A model to train: compute, size, tokens and loss.
public struct Allocation: Sendable, Equatable {
  /// C, FLOP.
  public var compute: Double
  /// N, parameters.
  public var parameterCount: Double
  /// D, tokens.
  public var tokenCount: Double
  /// D/N.
  public var tokensPerParameter: Double
  /// L, in the unit of the fitted runs.
  public var loss: Double

  /// The allocation of a budget without an optimum: NaN except for the compute.
  public static func undefined(compute: Double) -> Allocation {
    Allocation(
      compute: compute, parameterCount: .nan, tokenCount: .nan, tokensPerParameter: .nan,
      loss: .nan)
  }
}
