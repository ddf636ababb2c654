import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Tables
import Testing
import TrainingRuns

private func multiverse(
  _ runs: RunTable, compute: Double? = 5.76e23, _ change: (inout FitOptions) -> Void = { _ in }
) async throws -> MultiverseResult {
  var options = FitOptions()
  options.replicateCount = 0
  change(&options)
  return try await Multiverse(
    fitter: LawFitter(options: options, version: "test"), compute: compute
  ).explore(runs)
}

private func outcome(
  _ result: MultiverseResult, _ objective: FitObjective, _ outliers: OutlierTreatment,
  _ counting: DatasetDescriptor.ParameterCounting = .total
) throws -> UniverseOutcome {
  try #require(
    result.outcomes.first {
      $0.universe.objective == objective && $0.universe.outliers == outliers
        && $0.universe.counting == counting
    })
}

/// Runs with N, and N without an embedding, in that order.
private func bothColumns(_ cell: (Double) -> String) throws -> RunTable {
  let values = losses(of: isoFLOPDesign, noise: 0.002)
  let rows = isoFLOPDesign.indices.map { i in
    let run = isoFLOPDesign[i]
    return "\(run.parameters),\(cell(run.parameters)),\(run.tokens),\(values[i])"
  }
  var options = ReadingOptions()
  options.columns[.parameters] = "N"
  return try RunTable(
    reading: TableReader(
      bytes: Array((["N,N_no_emb,D,loss"] + rows).joined(separator: "\n").utf8), name: "runs.csv"),
    name: "runs", path: "runs.csv", options: options)
}

@Suite struct MultiverseTests {
  /// D*/N* at 5.76e23 FLOP on the runs of Hoffmann and others, as published fits were reproduced:
  /// Huber, log least squares, least squares in levels, without and with the five highest losses.
  @Test func publishedRuns() async throws {
    let result = try await multiverse(hoffmannRuns())
    #expect(result.outcomes.count == 24 && result.fitCount == 18)
    for (objective, without, with) in [
      (.huber(delta: 1e-3), 17.9, 6.8), (.logSquares, 14.3, 2.0), (.squares, 10.4, 1.2),
    ] as [(FitObjective, Double, Double)] {
      let described = try outcome(result, objective, .described)
      let all = try outcome(result, objective, .none)
      let highest = try outcome(result, objective, .fiveHighest)
      #expect(described.used == 240 && all.used == 245)
      let found = [described, all].map { $0.figures?.allocation.tokensPerParameter ?? .nan }
      #expect(abs(found[0] - without) < 0.05 && abs(found[1] - with) < 0.05, "\(found)")
      // The dataset drops the five highest: that is one fit under two names.
      #expect(described.sameAs == nil && highest.figures == described.figures)
      #expect(highest.sameAs == result.outcomes.firstIndex(of: described))
    }
    #expect(result.outcomes.allSatisfy { $0.figures?.converged == true })
    #expect(result.outcomes.count { result.isReference($0.universe) } == 1)
  }

  /// The spread over the universes is wider than the interval of one fit says.
  @Test func warnsWhereTheSpreadExceedsTheInterval() async throws {
    let result = try await multiverse(hoffmannRuns()) {
      $0.replicateCount = 4000
      $0.threadCount = 2
    }
    let ratio = try #require(result.spreads.first { $0.figure == .tokensPerParameter })
    #expect(abs(ratio.reference.value - 17.92) < 0.005)
    #expect(abs(ratio.lower - 1.2) < 0.05 && ratio.upper > 17.9 && ratio.count == 18)
    #expect(try #require(ratio.outside) >= 4)
    #expect(ratio.exceedsInterval)
    let exponent = try #require(result.spreads.first { $0.figure == .exponent })
    let interval = try #require(exponent.reference.interval)
    #expect(abs(interval.lower - 0.482) < 0.008 && abs(interval.upper - 0.558) < 0.008)
    // Without a bootstrap there is nothing to exceed.
    let bare = try await multiverse(hoffmannRuns())
    #expect(bare.spreads.allSatisfy { !$0.exceedsInterval && $0.outside == nil })
  }

  @Test func figuresAreThoseOfTheFits() async throws {
    let runs = try hoffmannRuns()
    let result = try await multiverse(runs)
    let fitted = try await fit(runs) { $0.objective = .squares }
    let figures = try #require(try outcome(result, .squares, .described).figures)
    let optimum = try #require(ComputeOptimum(fitted.law))
    #expect(figures.coefficients == fitted.values)
    #expect(figures.exponent == optimum.exponents(fitted.values).a)
    #expect(
      figures.allocation
        == optimum.allocation(
          compute: 5.76e23, flopPerParameterToken: 6, values: fitted.values))
  }

  @Test func theBudgetIsTenTimesTheLargestRunUnlessGiven() async throws {
    let runs = try hoffmannRuns()
    let result = try await multiverse(runs, compute: nil)
    #expect(result.isDefaultCompute && result.compute == 10 * (runs.compute.max() ?? .nan))
    #expect(try await !multiverse(runs).isDefaultCompute)
  }

  @Test func theUsersObjectiveIsTriedToo() async throws {
    let own = FitObjective.huber(delta: 0.02)
    let result = try await multiverse(hoffmannRuns()) { $0.objective = own }
    #expect(result.outcomes.count == 28)
    let reference = try #require(result.outcomes.first { result.isReference($0.universe) })
    #expect(reference.universe.objective == own)
    #expect(reference.figures?.coefficients == result.reference.values)
  }

  /// Three runs with a loss 10 % off among runs with .1 % of noise.
  @Test func residualsFindPlantedOutliers() async throws {
    var planted = losses(of: isoFLOPDesign, noise: 0.001)
    for row in [4, 13, 22] { planted[row] *= row == 13 ? 0.9 : 1.1 }
    let result = try await multiverse(runTable(isoFLOPDesign, losses: planted))
    let found = try outcome(result, .hoffmann, .residuals)
    #expect(found.used == 27 && found.sameAs == nil)
    expectClose(try #require(found.figures).coefficients, published, tolerance: 0.35)
    #expect(abs(try #require(found.figures).exponent - 0.28 / 0.62) < 0.02)
    // No rule was given: the dataset's outliers are none.
    let described = try outcome(result, .hoffmann, .described)
    #expect(described.used == 30 && described.sameAs != nil)
  }

  @Test func exactRunsHaveNoOutliers() async throws {
    let result = try await multiverse(runTable(isoFLOPDesign, losses: losses(of: isoFLOPDesign)))
    #expect(try outcome(result, .logSquares, .residuals).used == 30)
  }

  @Test func bothCountingsOfParameters() async throws {
    let runs = try bothColumns { "\($0 - 0.5 * pow($0, 0.9))" }
    let result = try await multiverse(runs)
    #expect(result.outcomes.count == 48)
    #expect(result.parameterHeaders == [.total: "N", .nonEmbedding: "N_no_emb"])
    let other = try #require(runs.countingOtherParameters())
    let fitted = try await fit(other) { $0.objective = .logSquares }
    let figures = try outcome(result, .logSquares, .none, .nonEmbedding).figures
    #expect(figures?.coefficients == fitted.values)
    let total = try outcome(result, .logSquares, .none, .total).figures
    #expect(figures != total)
  }

  @Test func aColumnThatCannotBeUsedIsTold() async throws {
    let result = try await multiverse(bothColumns { $0 < 1e8 ? "\($0)" : "n/a" })
    let unusable = isoFLOPDesign.count { $0.parameters >= 1e8 }
    #expect(unusable > 0 && result.outcomes.count == 24)
    #expect(
      result.notes == [
        "N as column 'N_no_emb' (non-embedding) was not tried: \(unusable) of 30 cells are not "
          + "positive numbers"
      ])
  }

  @Test func aUniverseWithTooFewRunsFails() async throws {
    let design = Array(isoFLOPDesign.prefix(7)) + [(2e8, 3e9), (4e8, 1e9)]
    let result = try await multiverse(
      runTable(design, losses: losses(of: design, noise: 0.001)))
    #expect(
      try outcome(result, .hoffmann, .fiveHighest).finding
        == .failed(.tooFewRuns(dataset: "runs", count: 4, needed: 5)))
    #expect(try outcome(result, .hoffmann, .none).figures != nil)
  }

  @Test func threadsChangeNothing() async throws {
    let runs = try hoffmannRuns()
    let one = try await multiverse(runs) { $0.replicateCount = 300 }
    let three = try await multiverse(runs) {
      $0.replicateCount = 300
      $0.threadCount = 3
    }
    #expect(one.outcomes == three.outcomes && one.spreads == three.spreads)
  }
}
