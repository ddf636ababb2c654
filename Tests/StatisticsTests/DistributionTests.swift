import Statistics
import Testing

@Suite struct DistributionTests {
  /// Quantiles by their formulas with mpmath: median·exp(σΦ⁻¹(p)), and the inverse of the triangle's
  /// area.
  @Test(
    arguments: [
      (Distribution.fixed(3), 0.1, 3),
      (.logNormal(median: 2, sigma: 0.5), 0.5, 2),
      (.logNormal(median: 2, sigma: 0.5), 0.025, 0.750_635_714_826_352_96),
      (.logNormal(median: 2, sigma: 0.5), 0.975, 5.328_816_523_105_795_1),
      (.triangular(lower: 0, mode: 1, upper: 4), 0.25, 1),
      (.triangular(lower: 0, mode: 1, upper: 4), 0.04, 0.4),
      (.triangular(lower: 0, mode: 1, upper: 4), 0.97, 3.4),
      (.triangular(lower: 1, mode: 1, upper: 2), 0.75, 1.5),
      (.triangular(lower: 1, mode: 2, upper: 2), 0.25, 1.5),
      (.triangular(lower: 2, mode: 2, upper: 2), 0.3, 2),
    ] as [(Distribution, Double, Double)])
  func quantiles(_ distribution: Distribution, _ p: Double, _ expected: Double) {
    expectClose(distribution.quantile(p), expected, ulps: 8)
  }

  @Test func logNormalByItsInterval() {
    let distribution = Distribution.logNormal(median: 3, lower: 1.5, upper: 6, level: 0.9)
    expectClose(distribution.median, 3)
    expectClose(distribution.quantile(0.05), 1.5, ulps: 8)
    expectClose(distribution.quantile(0.95), 6, ulps: 8)
  }

  @Test(arguments: [
    (Distribution.fixed(7), true), (.logNormal(median: 7, sigma: 0.1), false),
    (.triangular(lower: 6, mode: 7, upper: 8), false),
  ])
  func onlyFixedIsFixed(_ distribution: Distribution, _ expected: Bool) {
    #expect(distribution.isFixed == expected)
    expectClose(distribution.median, 7)
  }

  @Test(arguments: [
    Distribution.fixed(0.4), .logNormal(median: 0.4, sigma: 0.3),
    .triangular(lower: 0.5, mode: 0.67, upper: 0.82), .triangular(lower: -1, mode: -1, upper: 3),
  ])
  func drawsFollowTheQuantiles(_ distribution: Distribution) {
    var stream = RandomStream(seed: 9, stream: 1)
    let draws = (0..<20_000).map { _ in distribution.draw(from: &stream) }.sorted()
    let width = distribution.quantile(0.999) - distribution.quantile(0.001)
    for p in [0.05, 0.25, 0.5, 0.75, 0.95] {
      #expect(abs(quantile(p, ofSorted: draws) - distribution.quantile(p)) <= 0.01 * width)
    }
  }

  @Test func aDrawTakesOneUniform() {
    var (drawn, reference) = (RandomStream(seed: 2, stream: 2), RandomStream(seed: 2, stream: 2))
    let distribution = Distribution.triangular(lower: 0, mode: 0.5, upper: 1)
    for _ in 0..<10 {
      #expect(distribution.draw(from: &drawn) == distribution.quantile(reference.uniform()))
    }
  }
}
