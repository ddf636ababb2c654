import Diagnostics
import Foundation
import SampleFits
import ScalingLaws
import Testing
import TrainingRuns

/// The errors for runs that cannot determine the law.
@Suite struct FitErrorTests {
  private func complaint(_ runs: RunTable) async throws -> String {
    do {
      _ = try await fit(runs)
      return "no error"
    } catch let error as FitError {
      return error.description
    }
  }

  @Test(arguments: [(1, "1 run"), (4, "4 runs")])
  func tooFewRuns(_ count: Int, _ phrase: String) async throws {
    // The others have no weight.
    let weights = isoFLOPDesign.indices.map { $0 < count ? 1.0 : 0 }
    let runs = try runTable(isoFLOPDesign, losses: losses(of: isoFLOPDesign), weights: weights)
    #expect(
      try await complaint(runs) == """
        runs: \(phrase) cannot determine 5 coefficients
          why: a fit needs at least as many runs as coefficients, and an interval many more
          fix: add runs, or exclude fewer with the filter of rows and the number of highest rows dropped
        """)
  }

  @Test func oneModelSizeOnly() async throws {
    let design = isoFLOPDesign.map { Run(1e9, $0.tokens) }
    #expect(
      try await complaint(runTable(design, losses: losses(of: design))) == """
        runs: N is 1000000000 in every run
          why: A cannot be separated from the constant term
          fix: add runs at other values of N; at least two are needed, four or more are better
        """)
  }

  @Test(arguments: [1.0, 0.7])
  func tokensThatArePowersOfTheParameters(_ power: Double) async throws {
    let design = isoFLOPDesign.map { Run($0.parameters, 20 * pow($0.parameters, power)) }
    #expect(
      try await complaint(
        runTable(design, losses: losses(of: design), hasOwnUnits: true)) == """
          runs: log N and log D are collinear over the runs
            why: the terms in N and D cannot be separated
            fix: add runs that vary N and D independently
          """)
  }

  @Test func valuesBeyondDoublePrecision() async throws {
    let values = losses(of: isoFLOPDesign, noise: 0.1).map { $0 * 1e200 }
    await #expect(throws: FitError.noFiniteObjective(dataset: "runs")) {
      try await fit(runTable(isoFLOPDesign, losses: values)) { $0.objective = .squares }
    }
    #expect(
      FitError.noFiniteObjective(dataset: "runs").description == """
        runs: the objective was not finite at any start
          why: the values are too large or too small for double precision
          fix: check the units of the columns; N in parameters, D in tokens, loss in nats per token
        """)
  }
}
