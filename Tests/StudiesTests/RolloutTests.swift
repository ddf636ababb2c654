import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Tables
import Testing
import TrainingRuns

/// Ten budgets of compute over three decades, six sizes about the optimum of each.
private let wideDesign: [Run] = (0..<10).flatMap { budget in
  (0..<6).map { size in
    let product = 1e18 * pow(10, Double(budget) / 3) / 6
    let parameters = 0.25 * pow(product, 0.5) * pow(2.2, Double(size) - 2.5)
    return (parameters, product / parameters)
  }
}

/// Five budgets of six runs each, whose C are equal to the last bit.
private let exactBudgets: [Run] = (0..<5).flatMap { budget in
  (0..<6).map { size in
    let parameters = 1e6 * pow(2, Double(budget + size))
    let tokens = 1e9 * pow(2, Double(2 * budget - size))
    return (parameters, tokens)
  }
}

private func rollout(
  _ runs: RunTable, _ change: (inout FitOptions) -> Void = { _ in }
) async throws -> RolloutResult {
  var options = FitOptions()
  options.replicateCount = 0
  change(&options)
  return try await Rollout(fitter: LawFitter(options: options, version: "test")).run(runs)
}

private func table(
  _ text: String, columns: [ColumnRole: String] = [:], dropHighest: [String] = []
) throws -> RunTable {
  var options = ReadingOptions()
  options.columns = columns
  options.dropHighest = try dropHighest.map { try DropHighest(parsing: $0) }
  return try RunTable(
    reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs",
    path: "runs.csv", options: options)
}

@Suite struct RolloutTests {
  /// Where the law is true, its prediction intervals hold new runs as often as they say: of one run
  /// from each of 100 simulated sweeps, a share within 3.5 binomial standard errors of .95.
  @Test func hitsAreAsFrequentAsTheyShouldBeWhereTheLawIsTrue() async throws {
    var hits = 0
    var errors: [Double] = []
    for seed in 0..<100 {
      let runs = try runTable(
        wideDesign, losses: losses(of: wideDesign, noise: 0.005, seed: UInt64(seed)))
      let result = try await rollout(runs) {
        $0.replicateCount = 200
        $0.seed = UInt64(seed)
        $0.objective = .logSquares
      }
      let forecasts = try #require(result.cutoffs.first?.trial).forecasts
      let forecast = forecasts[seed % forecasts.count]
      if forecast.isHit(.law) == true { hits += 1 }
      errors.append(forecast.logError(.law))
    }
    #expect((88...100).contains(hits), "\(hits) of 100")
    let error = standardDeviation(of: errors) / 10
    #expect(abs(errors.reduce(0, +) / 100) < 4 * error)
  }

  /// A power law that breaks at 10²⁰ FLOP, beyond most cut-offs.
  @Test func errorsGrowWithDistanceWhereTheLawBreaks() async throws {
    let smooth = losses(of: wideDesign, noise: 0.001)
    let broken = zip(wideDesign, smooth).map { run, loss in
      loss * pow(1 + pow(6 * run.parameters * run.tokens / 1e20, 5), 0.06 / 5)
    }
    let result = try await rollout(runTable(wideDesign, losses: broken)) {
      $0.replicateCount = 200
    }
    let first = try #require(result.cutoffs.first?.trial).forecasts
    let scores = DistanceBin.all.compactMap {
      result.scores(of: first, in: $0).first { $0.predictor == .law }
    }
    #expect(scores.count == 3)
    #expect(
      zip(scores, scores.dropFirst()).allSatisfy {
        $0.medianAbsoluteError < $1.medianAbsoluteError
      })
    let last = try #require(scores.last)
    #expect(last.meanError < -0.02 && last.hits == 0)
    let widths = first.compactMap { $0.intervalWidth(.law) }.sorted()
    #expect(widths.count == first.count && widths.allSatisfy { $0 > 0.001 && $0 < 0.1 })
    let all = try #require(result.scores(of: first).first)
    #expect(all.medianIntervalWidth == quantile(0.5, ofSorted: widths))
  }

  @Test func exactRunsArePredictedExactly() async throws {
    let result = try await rollout(runTable(wideDesign, losses: losses(of: wideDesign)))
    #expect(result.cutoffs.map { $0.trial == nil } == [false, false, false, false, false])
    for forecast in result.forecasts {
      #expect(abs(forecast.logError(.law)) < 1e-8)
      #expect(forecast.isHit(.law) == nil && forecast.decadesBeyond > 0)
    }
    let score = try #require(result.scores(of: result.forecasts).first)
    #expect(score.hits == nil && score.hitRate == nil && score.largestAbsoluteError < 1e-8)
  }

  /// The power law in C is a straight line in logarithms, and the lowest loss is just that.
  @Test func baselines() async throws {
    let values = wideDesign.map { 9 * pow(6 * $0.parameters * $0.tokens, -0.05) }
    let result = try await rollout(runTable(wideDesign, losses: values)) {
      $0.replicateCount = 20
    }
    for cutoff in result.cutoffs {
      let trial = try #require(cutoff.trial)
      let below = zip(wideDesign, values).filter {
        6 * $0.0.parameters * $0.0.tokens <= cutoff.compute
      }
      let lowest = below.map(\.1).min()
      for forecast in trial.forecasts {
        #expect(abs(forecast.logError(.computeTrend)) < 1e-10)
        #expect(forecast.predictions[.computeTrend]?.interval != nil)
        #expect(forecast.predictions[.lowestLoss]?.value == lowest)
        #expect(forecast.isHit(.lowestLoss) == nil)
      }
    }
  }

  @Test func forecastsAreThePredictionsOfTheFit() async throws {
    let result = try await rollout(hoffmannRuns()) { $0.replicateCount = 100 }
    let trial = try #require(result.cutoffs.last?.trial)
    for forecast in trial.forecasts {
      let predicted = trial.fit.predict(
        parameterCount: forecast.parameterCount, tokenCount: forecast.tokenCount)
      #expect(forecast.predictions[.law] == predicted.newRun)
    }
  }

  @Test func threadsChangeNothing() async throws {
    let results = try await [1, 3].asyncMap { threads in
      try await rollout(hoffmannRuns()) {
        $0.replicateCount = 300
        $0.threadCount = threads
      }
    }
    #expect(results[0].forecasts == results[1].forecasts && results[0].forecasts.count == 368)
  }

  /// The cut comes before the drop: five of the runs up to it are left out, none of those beyond.
  @Test func dropsAmongTheRunsUpToTheCut() async throws {
    let result = try await rollout(hoffmannRuns())
    #expect(result.dropsHighest && result.runCount == 245)
    for cutoff in result.cutoffs {
      let trial = try #require(cutoff.trial)
      #expect(cutoff.below + cutoff.above == 245)
      #expect(trial.fit.dataset.used == cutoff.below - 5)
      #expect(trial.forecasts.count == cutoff.above)
    }
    // A rule that takes the largest runs takes those up to the cut, not those of the future.
    var lines = ["N,D,loss"]
    for (run, loss) in zip(wideDesign, losses(of: wideDesign)) {
      lines.append("\(run.parameters),\(run.tokens),\(loss)")
    }
    let ranked = try await rollout(
      table(lines.joined(separator: "\n"), dropHighest: ["compute:6"]))
    let first = try #require(ranked.cutoffs.first)
    #expect(first.below == 30 && first.trial?.fit.dataset.used == 24)
    #expect(first.trial?.forecasts.count == 30)
  }

  @Test func equalBudgetsAreNotParted() async throws {
    let runs = try runTable(exactBudgets, losses: losses(of: exactBudgets))
    let result = try await rollout(runs)
    #expect(result.cutoffs.map(\.below) == [18, 18, 24, 24, 30])
    #expect(
      result.cutoffs.map(\.refusal) == [
        nil, .sameAs(quantile: 0.5), nil, .sameAs(quantile: 0.7), .nothingBeyond,
      ])
    #expect(
      result.cutoffs.compactMap { $0.refusal?.description } == [
        "it splits the runs in the same way as quantile 0.5",
        "it splits the runs in the same way as quantile 0.7",
        "no runs beyond it",
      ])
  }

  @Test func cutoffsThatCannotBeUsedSayWhy() async throws {
    // 16 runs: 8, 10, 11, 13 and 14 up to the cut-offs; N is the same in the first 11.
    let design: [Run] = (0..<16).map { index in
      (index < 11 ? 1e8 : 1e8 * Double(index), 1e9 * pow(1.5, Double(index)))
    }
    let result = try await rollout(runTable(design, losses: losses(of: design)))
    #expect(result.cutoffs.map(\.below) == [8, 10, 11, 13, 14])
    #expect(result.cutoffs[0].refusal == .tooFewRuns(count: 8, needed: 10))
    #expect(
      result.cutoffs[0].refusal?.description
        == "8 runs below the cut-off; 10 are needed, twice the number of coefficients")
    #expect(
      result.cutoffs[2].refusal?.description == "runs: N is 100000000 in every run")
    #expect(result.cutoffs[3].trial != nil)
  }

  @Test func noUsableCutoffIsAnError() async throws {
    let runs = try table("N,D,loss\n1e6,1e9,3\n2e6,2e9,2.9\n")
    let few = "1 run below the cut-off; 10 are needed, twice the number of coefficients"
    await #expect(
      throws: RolloutError.noUsableCutoff(
        dataset: "runs",
        reasons: ["quantile 0.5: \(few)"]
          + [0.6, 0.7, 0.8, 0.9].map {
            "quantile \($0): it splits the runs in the same way as quantile 0.5"
          })
    ) { try await rollout(runs) }
  }

  @Test("A law of a left side that cannot be undone is refused.")
  func opaqueLeftSide() async throws {
    let law = try ScalingLaw(formula: "sin(q) = a + b * log(C)", columns: ["q"])
    var reading = ReadingOptions()
    try reading.require([law])
    let rows = zip(18..., [0.3, 0.38, 0.47, 0.55, 0.62, 0.7]).map { "1e\($0),\($1)" }
    let runs = try RunTable(
      reading: TableReader(
        bytes: Array((["C,q"] + rows).joined(separator: "\n").utf8), name: "runs.csv"),
      name: "runs", path: "runs.csv", options: reading)
    await #expect(throws: RolloutError.leftSide(dataset: "runs", leftSide: "sin(q)")) {
      var options = FitOptions()
      options.law = law
      options.replicateCount = 0
      _ = try await Rollout(fitter: LawFitter(options: options, version: "test")).run(runs)
    }
  }
}

extension Array {
  /// The results of `transform`, one after the other.
  fileprivate func asyncMap<Result>(
    _ transform: (Element) async throws -> Result
  ) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
