import Foundation
import Statistics
import Testing

@testable import Inference

@Suite struct PredictiveMixtureTests {
  @Test func oneComponentHasTheQuantilesOfItsDistribution() {
    let errors = StudentT(degreesOfFreedom: 3)
    let mixture = PredictiveMixture(
      components: [.init(weight: 1, center: 1, scale: 0.1)], errors: errors)
    for p in [0.025, 0.5, 0.9] {
      let expected = exp(1 + 0.1 * errors.quantile(p))
      #expect(abs(mixture.quantile(p) / expected - 1) < 1e-10)
    }
  }

  @Test func quantilesInvertTheCumulativeProbability() {
    let mixture = PredictiveMixture(
      components: [
        .init(weight: 0.3, center: 0.5, scale: 0.02), .init(weight: 0.7, center: 0.9, scale: 0.2),
      ], errors: StudentT(degreesOfFreedom: 3))
    for p in stride(from: 0.01, to: 1, by: 0.07) {
      #expect(abs(mixture.cumulative(log(mixture.quantile(p))) - p) < 1e-9)
    }
  }

  @Test func densityIsTheDerivativeOfTheCumulativeProbability() {
    let mixture = PredictiveMixture(
      components: [
        .init(weight: 0.4, center: 0, scale: 0.5), .init(weight: 0.6, center: 1, scale: 0.2),
      ], errors: StudentT(degreesOfFreedom: 5))
    for x in [-2.0, -0.1, 0.4, 1.3] {
      let slope = (mixture.cumulative(x + 1e-5) - mixture.cumulative(x - 1e-5)) / 2e-5
      #expect(abs(exp(mixture.logDensity(x)) / slope - 1) < 1e-6)
    }
  }

  @Test func componentsWithoutScaleAreSteps() {
    let mixture = PredictiveMixture(
      components: [.init(weight: 1, center: 0.5, scale: 0)],
      errors: StudentT(degreesOfFreedom: 3))
    #expect(abs(mixture.quantile(0.025) - exp(0.5)) < 1e-12)
    #expect(abs(mixture.quantile(0.975) - exp(0.5)) < 1e-12)
  }
}
