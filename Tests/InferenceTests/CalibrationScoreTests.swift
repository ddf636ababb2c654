import Foundation
import Statistics
import Testing

@testable import Inference

@Suite struct CalibrationScoreTests {
  private func outcome(width: Double, miss: Double, decades: Double = 0.2) -> ForecastOutcome? {
    // An interval of log L from −width/2 to width/2 around an estimate of 1.
    let estimate = Estimate.with(
      1,
      interval: ConfidenceInterval(
        level: 0.9, lower: exp(-width / 2), upper: exp(width / 2), method: .predictiveMixture))
    return ForecastOutcome(
      estimate, loss: exp(width / 2 + miss), decadesBeyond: decades)
  }

  /// Two sweeps of one group count as one: the mean of 1 and 0, against a group with 1.
  @Test func ratesAreMeansOverGroups() throws {
    let hit = try #require(outcome(width: 0.2, miss: -0.1))
    let miss = try #require(outcome(width: 0.2, miss: 0.1))
    let score = try #require(
      CalibrationScore(
        [("a", [hit, hit]), ("a", [miss]), ("b", [hit])], level: 0.9, where: { _ in true }))
    #expect(score.hitRate.value == 0.75)
    #expect((score.sweeps, score.groups, score.forecasts) == (3, 2, 4))
    let interval = try #require(score.hitRate.interval)
    #expect(interval.upper == 1)
    #expect(interval.lower == 0)
  }

  /// A miss by 0.1 at 90 % costs 2/0.1 · 0.1 on top of the width.
  @Test func intervalScoreChargesMisses() throws {
    let hit = try #require(outcome(width: 0.2, miss: -0.1))
    let miss = try #require(outcome(width: 0.2, miss: 0.1))
    #expect(abs(hit.intervalScore(level: 0.9) - 0.2) < 1e-12)
    #expect(abs(miss.intervalScore(level: 0.9) - 2.2) < 1e-9)
  }

  @Test func distancesAreChosen() throws {
    let near = try #require(outcome(width: 0.2, miss: -0.1, decades: 0.2))
    let far = try #require(outcome(width: 0.4, miss: 0.1, decades: 1.2))
    let score = try #require(
      CalibrationScore([("a", [near, far])], level: 0.9) { $0.decadesBeyond >= 1 })
    #expect(score.hitRate.value == 0)
    #expect(score.hitRate.interval == nil)
    #expect(abs(score.medianWidth - 0.4) < 1e-12)
    #expect(
      CalibrationScore([("a", [near, far])], level: 0.9) { $0.decadesBeyond > 2 } == nil)
  }
}
