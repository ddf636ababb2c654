import Statistics
import Testing

@Suite("Scaling of distributions")
struct DistributionScalingTests {
  @Test(
    arguments: [
      Distribution.fixed(3), .logNormal(median: 0.3, sigma: 0.4),
      .triangular(lower: 0.5, mode: 0.67, upper: 0.82),
    ], [1e-3, 1, 1274])
  func everyQuantileIsScaled(_ distribution: Distribution, _ factor: Double) {
    let scaled = distribution.scaled(by: factor)
    for p in [0.001, 0.05, 0.3, 0.5, 0.9, 0.999] {
      let expected = factor * distribution.quantile(p)
      #expect(abs(scaled.quantile(p) - expected) <= 1e-12 * expected)
    }
  }
}
