import Foundation
import LeastSquares
import SampleFits
import ScalingLaws
import Statistics
import Testing
import TrainingRuns

@Suite struct LawFitterTests {
  @Test(arguments: [
    FitObjective.hoffmann, .leastAbsoluteDeviations, .logSquares, .squares,
  ])
  func exactRunsAreRecovered(_ objective: FitObjective) async throws {
    let runs = try runTable(isoFLOPDesign, losses: losses(of: isoFLOPDesign))
    let fitted = try await fit(runs) {
      $0.objective = objective
      $0.replicateCount = 50
    }
    expectClose(fitted.values, published, tolerance: 1e-8)
    #expect(fitted.certificate.converged && fitted.certificate.runnerUpObjective == nil)
    #expect(fitted.certificate.shareOfStartsAtBest == 1)
    if objective != .leastAbsoluteDeviations { #expect(fitted.certificate.gradient < 1e-9) }
    #expect(fitted.bootstrap.failed == 0)
    for draw in fitted.draws { expectClose(draw, published, tolerance: 1e-6) }
  }

  /// 200 simulated sweeps with half a per cent of noise: the 95 % intervals of α hold its true value
  /// in a share that lies within 3.5 binomial standard errors of .95.
  @Test func percentileIntervalsCover() async throws {
    var covered = 0
    var estimates: [Double] = []
    for seed in 0..<200 {
      let runs = try runTable(
        isoFLOPDesign, losses: losses(of: isoFLOPDesign, noise: 0.005, seed: UInt64(seed)))
      let fitted = try await fit(runs) {
        $0.replicateCount = 200
        $0.threadCount = 2
      }
      let alpha = try #require(fitted.coefficients["alpha"])
      let interval = try #require(alpha.interval)
      estimates.append(alpha.value)
      if interval.lower <= published[3] && published[3] <= interval.upper { covered += 1 }
    }
    #expect((180...200).contains(covered), "\(covered) of 200")
    let error = standardDeviation(of: estimates) / 200.0.squareRoot()
    #expect(abs(estimates.reduce(0, +) / 200 - published[3]) < 4 * error)
  }

  @Test func everyKernelGivesTheSameFit() async throws {
    let runs = try hoffmannRuns()
    var fits: [FittedLaw] = []
    for kernel in VectorKernel.available {
      fits.append(
        try await fit(runs) {
          $0.kernel = kernel
          $0.replicateCount = 100
        })
      #expect(fits.last?.provenance.kernel == kernel.name)
    }
    for other in fits {
      expectClose(other.values, fits[0].values, tolerance: 1e-9)
      for (draw, reference) in zip(other.draws, fits[0].draws) {
        expectClose(draw, reference, tolerance: 1e-4)
      }
    }
  }

  @Test func theNumberOfThreadsChangesNothing() async throws {
    let runs = try hoffmannRuns()
    var fits: [FittedLaw] = []
    for threads in 1...3 {
      fits.append(
        try await fit(runs) {
          $0.replicateCount = 500
          $0.threadCount = threads
        })
    }
    #expect(fits[0] == fits[1] && fits[0] == fits[2])
  }

  @Test func aReplicateDependsOnItsNumberAndTheSeed() async throws {
    let runs = try hoffmannRuns()
    let many = try await fit(runs) { $0.replicateCount = 300 }
    let few = try await fit(runs) { $0.replicateCount = 130 }
    let others = try await fit(runs) {
      $0.replicateCount = 130
      $0.seed = 1
    }
    #expect(few.draws == Array(many.draws.prefix(130)))
    #expect(zip(few.draws, others.draws).allSatisfy { $0 != $1 })
    expectClose(others.values, few.values, tolerance: 1e-9)
  }

  /// Half of the replicates have more than five copies of the five outliers, which pull β up.
  @Test func drawingTheDropsAgainWidensTheInterval() async throws {
    let fixed = try await fit(hoffmannRuns(redrawDrops: false)) { $0.replicateCount = 500 }
    let redrawn = try await fit(hoffmannRuns(redrawDrops: true)) { $0.replicateCount = 500 }
    #expect(!fixed.bootstrap.redrawsDrops && redrawn.bootstrap.redrawsDrops)
    #expect(fixed.values == redrawn.values && fixed.draws != redrawn.draws)
    let (narrow, wide) = (fixed.coefficients["beta"], redrawn.coefficients["beta"])
    #expect(
      try #require(wide?.interval?.upper) > 1.05 * (try #require(narrow?.interval?.upper)))
  }

  @Test func aWeightOfTwoIsTheSameRunTwice() async throws {
    let values = losses(of: isoFLOPDesign, noise: 0.01)
    let weights = isoFLOPDesign.indices.map { Double($0 % 3) }
    let repeated = isoFLOPDesign.indices.flatMap { Array(repeating: $0, count: $0 % 3) }
    let weighted = try await fit(runTable(isoFLOPDesign, losses: values, weights: weights))
    let doubled = try await fit(
      runTable(repeated.map { isoFLOPDesign[$0] }, losses: repeated.map { values[$0] }))
    // The centres differ by the runs without weight, hence the rounding.
    expectClose(weighted.values, doubled.values, tolerance: 1e-7)
    #expect(weighted.residuals.count == 20 && weighted.dataset.used == 20)
  }

  @Test func runsOfOneLossDetermineNoLaw() async throws {
    let runs = try runTable(isoFLOPDesign, losses: isoFLOPDesign.map { _ in 3 })
    let error = await #expect(throws: FitError.self) {
      try await fit(runs) { $0.replicateCount = 20 }
    }
    #expect(error == .constantResponse(dataset: "runs", value: 3))
  }

  @Test func replicatesWithoutAnOptimumAreCounted() async throws {
    // N hardly matters: its exponent is about 0.
    var declared = ScalingLaw.Declarations()
    declared.domains = ["A": .positive, "B": .positive]
    declared.fixed = ["E": 1.69]
    let law = try ScalingLaw(
      formula: ScalingLaw.chinchilla.formula, columns: [], declarations: declared)
    let noise = losses(of: isoFLOPDesign, [1.69, 0.5, 410.7, 0.01, 0.28], noise: 0.05, seed: 6)
    let fitted = try await fit(runTable(isoFLOPDesign, losses: noise)) {
      $0.law = law
      $0.replicateCount = 200
    }
    let places = try ["alpha", "beta"].map {
      try #require(fitted.law.coefficients.firstIndex(of: $0))
    }
    let undefined = fitted.draws.count { draw in places.contains { draw[$0] <= 0 } }
    let failed = fitted.bootstrap.failed
    try #require(undefined > 0 && undefined + failed > 20)
    let reasons =
      (failed > 0 ? ["\(failed) of 200 replicates could not be refitted"] : []) + [
        "\(undefined) of 200 replicates have an exponent that is not positive, hence no compute optimum"
      ]
    for symbol in ["a", "b"] {
      let estimate = try #require(fitted.derived[symbol])
      #expect(estimate.interval == nil && estimate.standardError == nil)
      #expect(estimate.reason == reasons.joined(separator: ", "))
    }
  }

  @Test(arguments: [
    (0, "bootstrap disabled"), (1, "fewer than two replicates"),
  ])
  func withoutIntervals(_ replicates: Int, _ reason: String) async throws {
    let fitted = try await fit(hoffmannRuns()) { $0.replicateCount = replicates }
    for estimate in Array(fitted.coefficients.values) + Array(fitted.derived.values) {
      #expect(estimate.interval == nil && estimate.standardError == nil)
      #expect(estimate.reason == reason)
    }
  }

  @Test func cancellationStopsTheFit() async throws {
    let runs = try hoffmannRuns()
    let task = Task { try await fit(runs) { $0.replicateCount = 1_000_000 } }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
