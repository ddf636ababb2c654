import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Testing

@testable import Inference

@Suite struct EnsembleDrawTests {
  /// The closed form of each law of the ensemble agrees with the law itself, at 100 points each.
  @Test func joinedLawsAreTheLawsThemselves() throws {
    let values: [String: [Double]] = [
      "chinchilla": [1.69, 406.4, 410.7, 0.34, 0.28],
      "coupled-power": [1.4, 300, 500, 0.3, 0.35, 0.6],
      "kaplan-joint": [6.4e13, 1.8e13, 0.076, 0.103],
    ]
    var stream = RandomStream(seed: 1, purpose: .search)
    for law in EnsembleLaws.usual {
      let named = try #require(values[law.name])
      let order = law.coefficients
      let reference = [
        "chinchilla": ["E", "A", "B", "alpha", "beta"],
        "coupled-power": ["E", "A", "B", "alpha", "beta", "k"],
        "kaplan-joint": ["Nc", "Dc", "alpha_N", "alpha_D"],
      ][law.name]
      let symbols = try #require(reference)
      let coefficients = order.map { named[symbols.firstIndex(of: $0) ?? 0] }
      let joined = JoinedLaw(law, values: coefficients)
      for _ in 0..<100 {
        let (size, tokens) = (pow(10, 6 + 5 * stream.uniform()), pow(10, 8 + 5 * stream.uniform()))
        let expected = law.loss(parameterCount: size, tokenCount: tokens, values: coefficients)
        let actual = exp(joined.logLoss(parameterCount: size, tokenCount: tokens))
        #expect(abs(actual / expected - 1) < 1e-10, "\(law.name)")
      }
      // No other size with the same compute has a lower loss.
      let best = JoinedOptimum(joined).allocation(product: 1e20)
      let lowest = joined.logLoss(
        parameterCount: best.parameterCount, tokenCount: best.tokenCount)
      for factor in [0.5, 0.9, 0.99, 1.01, 1.1, 2] {
        let size = best.parameterCount * factor
        #expect(joined.logLoss(parameterCount: size, tokenCount: 1e20 / size) > lowest)
      }
    }
  }

  /// The draws of the loss at a point have the quantiles of the mixture there.
  @Test func drawsFollowTheMixture() async throws {
    let losses = joinedLosses(wideDesign, power: 0.8, noise: 0.005, seed: 4)
    let ensemble = try await ensemble(runTable(wideDesign, losses: losses))
    let draws = ensemble.draws(count: 4000, seed: 0)
    for scale in [0.3, 1, 5] {
      let (size, tokens) = (3e9 * scale, 6e10 * scale)
      let drawn = draws.map { $0.loss(parameterCount: size, tokenCount: tokens) }.sorted()
      let mixture = try #require(
        ensemble.distribution(parameterCount: size, tokenCount: tokens))
      for p in [0.1, 0.25, 0.5, 0.75, 0.9] {
        // 5 binomial standard errors of the share below the quantile, and the difference of the shapes.
        let share = Double(drawn.count { $0 <= mixture.quantile(p) }) / 4000
        #expect(abs(share - p) < 5 * (p * (1 - p) / 4000).squareRoot() + 0.03, "\(p): \(share)")
      }
    }
  }

  @Test func computeForALossIsTheFirstThatReachesIt() async throws {
    let losses = joinedLosses(wideDesign, power: 1, noise: 0.005, seed: 4)
    let ensemble = try await ensemble(runTable(wideDesign, losses: losses))
    for draw in ensemble.draws(count: 50, seed: 1) {
      let loss = draw.loss(compute: 1e21)
      let compute = draw.compute(forLoss: loss)
      #expect(compute <= 1e21 * (1 + 1e-9))
      #expect(abs(draw.loss(compute: compute) / loss - 1) < 1e-6)
    }
  }
}
