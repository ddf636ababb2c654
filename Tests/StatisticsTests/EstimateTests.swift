import Foundation
import Statistics
import Testing

@Suite struct ConfidenceIntervalTests {
  @Test(arguments: [(0.95, 5.0, 195.0), (0.8, 20, 180), (0.5, 50, 150)])
  func percentiles(_ level: Double, _ lower: Double, _ upper: Double) throws {
    let draws = (0...200).map { Double(($0 * 37) % 201) }
    let interval = try #require(
      ConfidenceInterval(percentilesOf: draws, level: level, method: .bootstrapPercentile))
    #expect(interval.level == level && interval.method == .bootstrapPercentile)
    #expect(abs(interval.lower - lower) < 1e-12 && abs(interval.upper - upper) < 1e-12)
  }

  @Test func needsTwoDraws() {
    for draws in [[], [1.0]] {
      #expect(
        ConfidenceInterval(percentilesOf: draws, level: 0.9, method: .bootstrapPercentile) == nil)
    }
  }
}

@Suite struct EstimateTests {
  @Test func ofDraws() {
    let estimate = Estimate(
      value: 2, draws: [1, 2, 3], level: 0.5, method: .monteCarloPercentile, reason: "unused")
    #expect(estimate.value == 2 && estimate.standardError == 1 && estimate.reason == nil)
    #expect(
      estimate.interval
        == ConfidenceInterval(level: 0.5, lower: 1.5, upper: 2.5, method: .monteCarloPercentile))
  }

  @Test func ofInfiniteDraws() {
    let draws = Array(repeating: 1.0, count: 90) + Array(repeating: .infinity, count: 10)
    let estimate = Estimate(value: 1, draws: draws, level: 0.95)
    #expect(estimate.standardError == nil)
    #expect(estimate.interval?.lower == 1 && estimate.interval?.upper == .infinity)
  }

  @Test func ofTooFewDraws() {
    let without = Estimate(value: 1, draws: [1], level: 0.95)
    #expect(without.interval == nil && without.standardError == nil)
    #expect(without.reason == "there are fewer than two draws")
    #expect(
      Estimate(value: 1, draws: [], level: 0.95, reason: "bootstrap off").reason == "bootstrap off")
  }

  static let unbounded = ConfidenceInterval(
    level: 0.95, lower: 1e21, upper: .infinity, method: .bootstrapPercentile)

  @Test(arguments: [
    (
      Estimate(value: 0.5, reason: "no draws"),
      #"{"estimate":0.5,"interval":null,"reason":"no draws","standardError":null}"#
    ),
    (
      Estimate(value: .infinity, interval: unbounded),
      """
      {"estimate":null,"interval":{"level":0.95,"lower":1e+21,"method":"bootstrap-percentile",\
      "upper":null},"reason":null,"standardError":null}
      """
    ),
    (
      Estimate(
        value: 1, standardError: 0.25,
        interval: ConfidenceInterval(
          level: 0.5, lower: -1, upper: 2, method: .monteCarloPercentile)),
      """
      {"estimate":1,"interval":{"level":0.5,"lower":-1,"method":"monte-carlo-percentile",\
      "upper":2},"reason":null,"standardError":0.25}
      """
    ),
  ])
  func json(_ estimate: Estimate, _ expected: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(estimate)
    #expect(String(decoding: data, as: UTF8.self) == expected)
    #expect(try JSONDecoder().decode(Estimate.self, from: data) == estimate)
  }

  @Test func jsonKeepsEveryBit() throws {
    var stream = RandomStream(seed: 3, stream: 0)
    let values = (0..<200).map { _ in Double(bitPattern: stream.next()) }.filter(\.isFinite)
    for value in values + [0.1, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3] {
      let data = try JSONEncoder().encode(Estimate(value: value))
      #expect(
        try JSONDecoder().decode(Estimate.self, from: data).value.bitPattern == value.bitPattern)
    }
  }
}
