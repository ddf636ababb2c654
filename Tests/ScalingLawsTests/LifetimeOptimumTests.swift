import Foundation
import ScalingLaws
import Testing

@Suite("Lifetime optima")
struct LifetimeOptimumTests {
  /// E, A, B, α, β of approach 3 of Hoffmann and others, 2022, in the precision of its TeX source.
  static let values = [
    exp(0.5267228), exp(6.0073404), exp(6.0179186), 0.33917084, 0.2849083,
  ]
  static let tokens = 2e12

  func optimum(_ law: ScalingLaw = .chinchilla) throws -> LifetimeOptimum {
    try #require(LifetimeOptimum(law, flopPerParameterToken: 6))
  }

  /// s(N) of a constant cost κ per FLOP of inference.
  func serving(_ kappa: Double) -> (Double) -> Double {
    { 2 * kappa * $0 * Self.tokens }
  }

  /// The quality of the law's own 13 B optimum, served for 2 T tokens.
  ///
  /// κ = 1 is the example of Sardana et al. 2023, arXiv:2401.00448: a 7 B model in place of 13 B.
  @Test(
    "The dearer serving is, the smaller is the model that reaches a quality.",
    arguments: [
      (kappa: 0.0, size: 13.0e9, data: 617e9), (1, 7.12e9, 1295e9), (3, 5.30e9, 2144e9),
      (10, 3.93e9, 4193e9),
    ])
  func lifetime(kappa: Double, size: Double, data: Double) throws {
    let best = try #require(
      try optimum().allocation(loss: 2.02385, serving: serving(kappa), values: Self.values))
    #expect(abs(best.parameterCount / size - 1) < 0.002, "\(best.parameterCount)")
    #expect(abs(best.tokenCount / data - 1) < 0.002, "\(best.tokenCount)")
    let (a, b, alpha, beta) = (Self.values[1], Self.values[2], Self.values[3], Self.values[4])
    // α·A·N^−α = β·B·D^−β · (1 + κ·D_inf/(3·D))
    let left = alpha * a * pow(best.parameterCount, -alpha)
    let right =
      beta * b * pow(best.tokenCount, -beta) * (1 + kappa * Self.tokens / (3 * best.tokenCount))
    #expect(abs(left / right - 1) < 1e-6)
  }

  @Test("At κ = 1, the smaller model saves a sixth of the lifetime's FLOP.")
  func sardana() throws {
    let cost = serving(1)
    let best = try #require(
      try optimum().allocation(loss: 2.02385, serving: cost, values: Self.values))
    let chinchilla = try #require(
      try optimum().allocation(loss: 2.02385, serving: { _ in 0 }, values: Self.values))
    let saved =
      1 - (best.compute + cost(best.parameterCount))
      / (chinchilla.compute + cost(chinchilla.parameterCount))
    #expect(saved > 0.16 && saved < 0.17, "\(saved)")
  }

  @Test("No model of a dense grid meets a loss or a budget better.")
  func bruteForce() throws {
    // A cost that is not in proportion to N, as the energy of decoding is not.
    let cost = { (size: Double) in 4e12 * pow(size, 0.8) * 100 }
    let cheapest = try #require(
      try optimum().allocation(loss: 2.02385, serving: cost, values: Self.values))
    let budget = cheapest.compute + cost(cheapest.parameterCount)
    let best = try #require(
      try optimum().allocation(budget: budget, serving: cost, values: Self.values))
    #expect(
      abs(best.parameterCount / cheapest.parameterCount - 1) < 1e-5, "one is the other's dual")
    let (e, a, b) = (Self.values[0], Self.values[1], Self.values[2])
    let (alpha, beta) = (Self.values[3], Self.values[4])
    for step in -4000...4000 {
      let size = best.parameterCount * exp(Double(step) / 2000)
      let data = (budget - cost(size)) / (6 * size)
      if data > 0 {
        let loss = e + a * pow(size, -alpha) + b * pow(data, -beta)
        #expect(loss >= best.loss * (1 - 1e-12))
      }
      let left = 2.02385 - e - a * pow(size, -alpha)
      guard left > 0 else { continue }
      #expect(6 * size * pow(b / left, 1 / beta) + cost(size) >= budget * (1 - 1e-6))
    }
  }

  @Test("A search finds the optimum given by the formula for Chinchilla's law.")
  func generalLaw() throws {
    // Written so that its closed form is not recognised.
    let law = try ScalingLaw(
      formula: "E + A * exp(-alpha * log(N)) + B / D^beta * 1.0", columns: [])
    let values = law.coefficients.map { symbol in
      Self.values[ScalingLaw.chinchilla.coefficients.firstIndex(of: symbol) ?? 0]
    }
    #expect(ComputeOptimum(law) == nil)
    let searched = try #require(LawOptimum(law, flopPerParameterToken: 6))
    let closed = try #require(LawOptimum(.chinchilla, flopPerParameterToken: 6))
    for compute in [1e19, 5.76e23, 1e26] {
      let (one, other) = (
        searched.allocation(compute: compute, values: values),
        closed.allocation(compute: compute, values: Self.values)
      )
      #expect(abs(one.parameterCount / other.parameterCount - 1) < 1e-6)
      #expect(abs(one.loss - other.loss) < 1e-12)
    }
    let (one, other) = (
      searched.compute(forLoss: 2.0, values: values),
      closed.compute(forLoss: 2.0, values: Self.values)
    )
    #expect(abs(one / other - 1) < 1e-6)
    #expect(searched.compute(forLoss: 1.6, values: values) == .infinity)
    let lifetime = try #require(
      try optimum(law).allocation(loss: 2.02385, serving: serving(3), values: values))
    #expect(abs(lifetime.parameterCount / 5.30e9 - 1) < 0.002)
  }
}
