import Foundation
import SampleFits
import ScalingLaws
import Testing

@Suite struct ComputeOptimumTests {
  static let laws = [
    published, [1.8172181, 477.8259, 2143.417, 0.3473105, 0.3671724], [0.5, 20, 3e5, 0.2, 0.6],
    [0, 406.4, 410.7, 0.34, 0.28],
  ]

  /// The N that minimises L(N, C/(kN)), by golden sections in log N.
  private func bestParameterCount(product: Double, _ values: [Double]) -> Double {
    func loss(_ logarithm: Double) -> Double {
      ScalingLaw.chinchilla.loss(
        parameterCount: exp(logarithm), tokenCount: product / exp(logarithm), values: values)
        - values[0]
    }
    let golden = (5.0.squareRoot() - 1) / 2
    var (low, high) = (log(1e3), log(product / 1e3))
    for _ in 0..<200 {
      let (left, right) = (high - golden * (high - low), low + golden * (high - low))
      if loss(left) < loss(right) { high = right } else { low = left }
    }
    return exp((low + high) / 2)
  }

  @Test(arguments: laws, [1e17, 5.76e23, 1e28])
  func theFormulaIsTheMinimum(_ values: [Double], _ compute: Double) throws {
    for factor in [6.0, 2.5] {
      let optimum = try #require(ComputeOptimum(.chinchilla))
      let found = optimum.allocation(
        compute: compute, flopPerParameterToken: factor, values: values)
      let best = bestParameterCount(product: compute / factor, values)
      // A minimum is known to the root of the rounding of its value.
      #expect(abs(found.parameterCount / best - 1) < 1e-6)
      expectClose(
        [factor * found.parameterCount * found.tokenCount, found.tokensPerParameter, found.loss],
        [
          compute, found.tokenCount / found.parameterCount,
          ScalingLaw.chinchilla.loss(
            parameterCount: found.parameterCount, tokenCount: found.tokenCount, values: values),
        ], tolerance: 1e-12)
      #expect(found.compute == compute)
    }
  }

  @Test(arguments: laws, [1e17, 5.76e23, 1e28])
  func theComputeForALossInvertsTheLoss(_ values: [Double], _ compute: Double) throws {
    let optimum = try #require(ComputeOptimum(.chinchilla))
    let loss = optimum.allocation(
      compute: compute, flopPerParameterToken: 6, values: values
    ).loss
    let found = optimum.compute(forLoss: loss, flopPerParameterToken: 6, values: values)
    // What L − E loses to rounding grows with the exponent (α + β)/αβ.
    let reducible = loss - values[0]
    let amplification = (1 / values[3] + 1 / values[4]) * loss / reducible
    #expect(abs(found / compute - 1) < 4e-16 * amplification + 1e-12)
  }

  @Test func lossesThatNoComputeReaches() throws {
    let optimum = try #require(ComputeOptimum(.chinchilla))
    for loss in [1.69, 1.5] {
      #expect(
        optimum.compute(forLoss: loss, flopPerParameterToken: 6, values: published) == .infinity)
    }
    let atInfinity = optimum.allocation(
      compute: .infinity, flopPerParameterToken: 6, values: published)
    #expect(atInfinity.parameterCount == .infinity && atInfinity.tokenCount == .infinity)
    #expect(atInfinity.loss == 1.69)
  }

  @Test func exponents() throws {
    let optimum = try #require(ComputeOptimum(.chinchilla))
    let (a, b) = optimum.exponents(published)
    expectClose([a, b], [0.28 / 0.62, 0.34 / 0.62], tolerance: 1e-15)
  }

  @Test(arguments: [[1.69, 406.4, 410.7, -0.34, 0.28], [1.69, 406.4, 410.7, 0.34, 0]])
  func exponentsThatAreNotPositiveHaveNoOptimum(_ values: [Double]) throws {
    let optimum = try #require(ComputeOptimum(.chinchilla))
    #expect(optimum.exponents(values).a.isNaN && optimum.exponents(values).b.isNaN)
    let found = optimum.allocation(compute: 1e24, flopPerParameterToken: 6, values: values)
    #expect(found.parameterCount.isNaN && found.tokenCount.isNaN && found.loss.isNaN)
    #expect(optimum.compute(forLoss: 2, flopPerParameterToken: 6, values: values).isNaN)
  }
}
