import Statistics
import Testing

@Suite struct WilsonTests {
  /// By the formula in Python's `statistics.NormalDist`; 81 of 263 is the example of Newcombe 1998,
  /// table I, which gives .2553 and .3662.
  @Test(
    arguments: [
      (15, 20, 0.95, 0.531299122381256, 0.8881382985923343),
      (0, 10, 0.95, 0, 0.27753279986288915),
      (10, 10, 0.95, 0.7224672001371109, 1),
      (81, 263, 0.95, 0.2552885198782743, 0.3662095769828001),
      (1, 1, 0.9, 0.2698659487840544, 1),
    ] as [(Int, Int, Double, Double, Double)])
  func values(
    _ successes: Int, _ count: Int, _ level: Double, _ lower: Double, _ upper: Double
  ) throws {
    let interval = try #require(
      ConfidenceInterval(wilsonOf: successes, among: count, level: level))
    #expect(abs(interval.lower - lower) < 1e-14 && abs(interval.upper - upper) < 1e-14)
    #expect(interval.method == .wilson && interval.level == level)
    #expect(interval.lower >= 0 && interval.upper <= 1)
  }

  @Test func noTrialsHaveNoInterval() {
    #expect(ConfidenceInterval(wilsonOf: 0, among: 0, level: 0.95) == nil)
  }
}
