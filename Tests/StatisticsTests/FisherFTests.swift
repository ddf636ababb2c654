import Statistics
import Testing

@Suite struct FisherFTests {
  /// By SciPy's `stats.f.sf`.
  @Test(arguments: [
    (3.0, 10.0, 3.7, 0.050274934080059876),
    (8.0, 63.0, 1.2, 0.31360499195588454),
    (15.0, 144.0, 40.0, 9.861952312392239e-44),
    (1.0, 5.0, 0.3, 0.6074354940759242),
    (200.0, 1000.0, 1.01, 0.454129364924477),
  ])
  func tails(_ reference: (Double, Double, Double, Double)) {
    let (numerator, denominator, ratio, tail) = reference
    let found = FisherF(numerator: numerator, denominator: denominator).upperTail(ratio)
    #expect(abs(found / tail - 1) < 1e-10, "\(found) and \(tail)")
  }

  @Test func ends() {
    let distribution = FisherF(numerator: 2, denominator: 7)
    #expect(distribution.upperTail(0) == 1 && distribution.upperTail(.infinity) == 0)
  }
}
