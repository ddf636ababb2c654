import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Testing
import TrainingRuns

@Suite struct ApproachComparerTests {
  private func compare(_ runs: RunTable) async throws -> ApproachComparison {
    var resampling = ResamplingOptions()
    resampling.replicateCount = 200
    var (envelope, profiles, law) = (EnvelopeOptions(), IsoFLOPOptions(), FitOptions())
    envelope.resampling = resampling
    profiles.resampling = resampling
    law.replicateCount = 200
    return try await ApproachComparer(
      envelope: EnvelopeFitter(options: envelope), isoFLOP: IsoFLOPFitter(options: profiles),
      parametric: LawFitter(options: law, version: "test")
    ).compare(runs)
  }

  /// Runs of Chinchilla's law without noise: each approach the runs allow finds its exponent.
  @Test func approachesAgreeOnTheLawItself() async throws {
    let rows = chinchillaProfiles { _ in (0..<9).map { pow(10, (Double($0) - 4) / 12) } }
    let results = try await compare(try runTable(rows)).results
    #expect(results.map(\.approach) == [1, 2, 2, 3])
    #expect(
      results.map(\.name) == [
        "envelope of training curves", "IsoFLOP profiles, cubic", "IsoFLOP profiles, parabola",
        "L = E + A / N^alpha + B / D^beta",
      ])
    // Every size occurs in one budget only: there are no curves.
    #expect(
      results[0].refusal
        == "no training curves: each of 63 runs, identified by their N, has one row")
    let truth = 0.28 / 0.62
    for (result, tolerance) in zip(results.dropFirst(), [1e-4, 3e-3, 1e-6]) {
      let exponents = try #require(result.exponents)
      #expect(abs(exponents.a.value - truth) < tolerance, "\(result.name)")
      #expect(abs(exponents.b.value - (1 - truth)) < tolerance, "\(result.name)")
    }
  }

  @Test func whatRunsDoNotAllowHasAReason() async throws {
    let rows = (0..<8).map { index in
      ProfileRow(
        parameters: 1e8, compute: 6e17 * pow(2, Double(index)), loss: 4 - 0.1 * Double(index))
    }
    let results = try await compare(try runTable(rows)).results
    #expect(results.allSatisfy { $0.exponents == nil })
    #expect(
      results.map(\.refusal) == [
        """
        0 of 106 compute values are usable, with 0 model sizes on the envelope; a power law needs 3 of \
        both
        """,
        "0 of 8 budgets have an optimum; a power law needs 3",
        "0 of 8 budgets have an optimum; a power law needs 3",
        "N is 100000000 in every run",
      ])
  }

  @Test func chinchillaAllowsAll() async throws {
    let comparison = try await compare(try hoffmannRuns())
    let exponents = comparison.results.compactMap(\.exponents?.a)
    #expect(exponents.count == 4)
    #expect(exponents.allSatisfy { (0.42...0.56).contains($0.value) && $0.interval != nil })
  }
}
