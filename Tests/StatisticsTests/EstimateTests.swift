import Foundation
import Statistics
import Testing

@Suite struct EstimateTests {
  @Test func marksInputs() {
    #expect(Estimate.input(2).basis == .input && Estimate.input(2).reason == "input")
    #expect(Estimate.computed(2).basis == .computed)
    #expect(Estimate.computed(2).reason == "computed from inputs")
    #expect(Estimate.missing(2, because: "no runs").basis == .estimate)
  }

  @Test func withAnIntervalThatHoldsIt() {
    let interval = ConfidenceInterval(level: 0.9, lower: 0.2, upper: 0.4, method: .wilson)
    #expect(Estimate.with(0.3, interval: interval).interval == interval)
    #expect(Estimate.with(0.5, interval: interval).interval == nil)
    #expect(
      Estimate.with(0.5, interval: interval).reason == "the estimate lies outside its interval")
    #expect(Estimate.with(0.5, interval: nil).reason == "no trials")
  }

  static let unbounded = ConfidenceInterval(
    level: 0.95, lower: 1e21, upper: .infinity, method: .bootstrapPercentile)

  @Test(arguments: [
    (
      .missing(0.5, because: "no draws"),
      """
      {"basis":"estimate","estimate":0.5,"interval":null,"reason":"no draws",\
      "standardError":null}
      """
    ),
    (
      .with(.infinity, interval: unbounded),
      """
      {"basis":"estimate","estimate":null,"interval":{"level":0.95,"lower":1e+21,\
      "method":"bootstrap-percentile","oneSided":false,"upper":null},"reason":null,\
      "standardError":null}
      """
    ),
    (
      Draws([-4, 0, 4], level: 0.5, method: .monteCarloPercentile).estimate(of: 1),
      """
      {"basis":"estimate","estimate":1,"interval":{"level":0.5,"lower":-2,\
      "method":"monte-carlo-percentile","oneSided":false,"upper":2},"reason":null,\
      "standardError":4}
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
    var stream = RandomStream(seed: 3, purpose: .resampling)
    let values = (0..<200).map { _ in Double(bitPattern: stream.next()) }.filter(\.isFinite)
    for value in values + [0.1, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3] {
      let data = try JSONEncoder().encode(Estimate.input(value))
      #expect(
        try JSONDecoder().decode(Estimate.self, from: data).value.bitPattern == value.bitPattern)
    }
  }
}
