import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Testing
import TrainingRuns

@testable import Inference

/// Ten budgets of compute over three decades, five sizes about the optimum of each.
let wideDesign: [Run] = (0..<10).flatMap { budget in
  (0..<5).map { size in
    let product = 1e18 * pow(10, Double(budget) / 3) / 6
    let parameters = 0.25 * pow(product, 0.5) * pow(2.2, Double(size) - 2)
    return (parameters, product / parameters)
  }
}

/// E + (A/N^α + B/D^β)^k with log noise.
func joinedLosses(_ design: [Run], power: Double, noise: Double, seed: UInt64) -> [Double] {
  var stream = RandomStream(seed: seed, purpose: .scatter)
  return design.map { run in
    let sum = 406.4 / pow(run.parameters, 0.34) + 410.7 / pow(run.tokens, 0.28)
    return (1.69 + pow(sum, power)) * exp(noise * stream.normal())
  }
}

func ensemble(_ runs: RunTable) async throws -> LossEnsemble {
  try await EnsembleFitter(options: FitOptions(), version: "test").fit(runs)
}

@Suite struct LossEnsembleTests {
  /// The figures of a carried sweep do not depend on the order of its rows.
  @Test func doesNotDependOnTheOrderOfRows() async throws {
    let losses = joinedLosses(wideDesign, power: 0.7, noise: 0.01, seed: 1)
    let order = wideDesign.indices.map { $0 * 7 % wideDesign.count }
    let shuffled = try runTable(order.map { wideDesign[$0] }, losses: order.map { losses[$0] })
    let one = try await ensemble(runTable(wideDesign, losses: losses))
    let other = try await ensemble(shuffled)
    #expect(one == other)
  }

  @Test func weightsAddUpAndFollowTheForecasts() async throws {
    let losses = joinedLosses(wideDesign, power: 0.5, noise: 0.003, seed: 2)
    let ensemble = try await ensemble(runTable(wideDesign, losses: losses))
    #expect(abs(ensemble.members.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    let weights = Dictionary(
      uniqueKeysWithValues: ensemble.members.map { ($0.fit.law.name, $0.weight) })
    let joined = try #require(weights["coupled-power"])
    let additive = try #require(weights["chinchilla"])
    #expect(joined > additive)
    #expect(!ensemble.isUntested)
    #expect(ensemble.rollout?.quantiles == EnsembleFitter.quantiles)
  }

  /// Whichever the truth, the calibrated interval of a run two decades beyond holds in nearly all of 6 sets.
  @Test(arguments: [1.0, 0.5])
  func holdsBeyondTheRuns(_ power: Double) async throws {
    let beyond: Run = (parameters: 3e10, tokens: 6e11)
    let truth = joinedLosses([beyond], power: power, noise: 0, seed: 0)[0]
    var hits = 0
    for seed in 0..<6 {
      let runs = try runTable(
        wideDesign,
        losses: joinedLosses(wideDesign, power: power, noise: 0.005, seed: UInt64(seed)))
      let forecast = try #require(
        try await ensemble(runs).forecast(
          parameterCount: beyond.parameters, tokenCount: beyond.tokens, level: 0.95))
      let interval = try #require(forecast.loss.interval)
      if interval.lower <= truth, truth <= interval.upper { hits += 1 }
      #expect(forecast.decadesBeyond > 1.5)
    }
    #expect(hits >= 5, "\(hits) of 6")
  }

  @Test func intervalsWidenBeyondTheRuns() async throws {
    let losses = joinedLosses(wideDesign, power: 1, noise: 0.005, seed: 5)
    let ensemble = try await ensemble(runTable(wideDesign, losses: losses))
    var last = 0.0
    for decades in [0.0, 0.5, 1, 2, 3] {
      let scale = pow(10, decades / 2)
      let estimate = try #require(
        ensemble.forecast(
          parameterCount: 3e9 * scale, tokenCount: 5.5e10 * scale, level: 0.95)
      ).loss
      let interval = try #require(estimate.interval)
      let width = log(interval.upper / interval.lower)
      #expect(width > last)
      last = width
    }
  }

  @Test func fewRunsAreUntestedAndWide() async throws {
    let design = stride(from: 0, to: wideDesign.count, by: 6).map { wideDesign[$0] }
    let few = try await ensemble(
      runTable(design, losses: joinedLosses(design, power: 1, noise: 0.002, seed: 3)))
    #expect(design.count < LossEnsemble.fewestRuns)
    #expect(few.isUntested)
    #expect(few.widening == 3)
    #expect(few.remarks.map(\.code) == [.untestedForecast])
  }

  @Test func refusesRunsWithoutLosses() async throws {
    let design = Array(wideDesign.prefix(4))
    await #expect(throws: EnsembleError.self) {
      try await ensemble(
        runTable(design, losses: joinedLosses(design, power: 1, noise: 0.01, seed: 0)))
    }
  }
}
