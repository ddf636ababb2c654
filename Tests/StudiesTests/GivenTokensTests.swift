import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Tables
import Testing
import TrainingRuns

/// Runs with N, D, C and L, D and C each as measured.
private func table(_ rows: [(parameters: Double, tokens: Double, compute: Double, loss: Double)])
  throws -> RunTable
{
  let lines = rows.map { "\($0.parameters),\($0.tokens),\($0.compute),\($0.loss)" }
  var options = ReadingOptions()
  // Random laws may have far fewer tokens than parameters, as no training run has.
  options.units[.parameters] = try ColumnUnit(parsing: "1", for: .parameters)
  return try RunTable(
    reading: TableReader(
      bytes: Array((["N,D,C,loss"] + lines).joined(separator: "\n").utf8), name: "runs.csv"),
    name: "runs", path: "runs.csv", options: options)
}

@Suite struct GivenTokensTests {
  /// Ten published runs at 9e18 FLOP whose D is not C/6N.
  ///
  /// The values are those of numpy's `polyfit` and `interp`.
  @Test func takesTheTokensGiven() async throws {
    let runs: [(Double, Double, Double)] = [
      (1.18e9, 1.2504e9, 3.78823), (6.692e8, 2.3362e9, 3.70799), (9.98e8, 1.4948e9, 3.76473),
      (5.503e8, 2.9044e9, 3.71140), (3.583e8, 4.7289e9, 3.69104), (2.725e8, 6.6779e9, 3.73037),
      (1.565e8, 1.2915e10, 3.84407), (2.101e8, 9.098e9, 3.75403), (8.37e8, 1.8063e9, 3.75298),
      (4.472e8, 3.6702e9, 3.71235),
    ]
    let fit = try await fitProfiles(try table(runs.map { ($0.0, $0.1, 9e18, $0.2) })) {
      $0.curve = .parabola
    }
    let optimum = try #require(fit.profiles.first?.outcomes[.parabola]?.optimum)
    expectClose([optimum.parameterCount.value], [462_824_682.03904814], tolerance: 1e-9)
    expectClose([optimum.tokenCount.value], [3_530_737_426.7896905], tolerance: 1e-9)
    let interval = try #require(optimum.tokenCount.interval)
    #expect(interval.lower < 3.53e9 && interval.upper > 3.53e9)
    #expect(fit.tokenSource == .given)
    // The largest |C/6ND − 1| is that of the smallest model.
    let deviations = runs.map { abs(9e18 / (6 * $0.0 * $0.1) - 1) }
    #expect(abs(fit.largestTokenDeviation - (deviations.max() ?? 0)) < 1e-12)
  }

  /// D = C/(6N)·exp(c + s·log N): the interpolation is exact, and b = 1 − a + s·a.
  @Test func exponentsFollowTheTokensGiven() async throws {
    var stream = RandomStream(seed: 14, stream: 0)
    for _ in 0..<200 {
      let (a, s, c) = (
        0.35 + 0.3 * stream.uniform(), 0.3 * (stream.uniform() - 0.5), stream.uniform() - 0.5
      )
      let budgets = 3 + stream.index(below: 4)
      let sizes = 5 + stream.index(below: 4)
      var rows: [(Double, Double, Double, Double)] = []
      for budget in 0..<budgets {
        let compute = 1e18 * pow(4, Double(budget))
        for size in 0..<sizes {
          let u = -1.5 + 3 * (Double(size) + 0.5 * stream.uniform()) / Double(sizes)
          let parameters = 2 * pow(compute, a) * exp(u)
          let tokens = compute / (6 * parameters) * exp(c + s * log(parameters))
          rows.append((parameters, tokens, compute, 2.5 + 0.1 * u * u))
        }
      }
      let fit = try await fitProfiles(try table(rows)) {
        $0.curve = .parabola
        $0.resampling.replicateCount = 0
      }
      let law = try #require(fit.law)
      #expect(fit.tokenSource == .given)
      #expect(abs(law.parameterExponent.value - a) < 1e-8)
      #expect(abs(law.tokenExponent.value - (1 - a + s * a)) < 1e-8)
      for profile in fit.profiles {
        let optimum = try #require(profile.outcomes[.parabola]?.optimum)
        let parameters = optimum.parameterCount.value
        let expected = profile.compute / (6 * parameters) * exp(c + s * log(parameters))
        expectClose([optimum.tokenCount.value], [expected], tolerance: 1e-8)
        expectClose(
          [profile.tokenCount(parameterCount: parameters, flopPerParameterToken: 6)], [expected],
          tolerance: 1e-8)
      }
    }
  }

  /// Where one of N, D and C is computed from the others, D* is C/(6N*).
  @Test func withoutOtherTokensTheyFollowFromCompute() async throws {
    let runs = try runTable(
      isoFLOPDesign, losses: losses(of: isoFLOPDesign, noise: 0.002, seed: 5))
    let fit = try await fitProfiles(runs)
    #expect(fit.tokenSource == .fromCompute && fit.largestTokenDeviation == 0)
    let law = try #require(fit.law)
    #expect(abs(law.parameterExponent.value + law.tokenExponent.value - 1) < 1e-12)
    for profile in fit.profiles {
      guard let optimum = profile.outcomes[fit.curve]?.optimum else { continue }
      expectClose(
        [6 * optimum.parameterCount.value * optimum.tokenCount.value], [profile.compute],
        tolerance: 1e-12)
    }
  }

  /// Two runs of one size count with the mean of their tokens, by their weights.
  @Test func runsOfOneSizeAreAveraged() async throws {
    let sizes = [1.0, 2, 4, 8, 16].map { 1e8 * $0 }
    let doubled = sizes.flatMap { parameters -> [(Double, Double, Double, Double)] in
      let u = log(parameters / 4e8)
      return [-0.1, 0.3].map { excess in
        (parameters, 1e19 / (6 * parameters) * exp(excess), 1e19, 2.5 + 0.1 * u * u)
      }
    }
    let fit = try await fitProfiles(try table(doubled)) {
      $0.curve = .parabola
      $0.resampling.replicateCount = 0
    }
    let optimum = try #require(fit.profiles[0].outcomes[.parabola]?.optimum)
    expectClose([optimum.parameterCount.value], [4e8], tolerance: 1e-9)
    expectClose([optimum.tokenCount.value], [1e19 / 2.4e9 * exp(0.1)], tolerance: 1e-9)
  }

  /// The three approaches say where D* comes from.
  @Test func approachesSayWhichTokens() async throws {
    let rows = isoFLOPDesign.map { run in
      (run.parameters, run.tokens, 6 * run.parameters * run.tokens * 1.2)
    }
    let values = losses(of: isoFLOPDesign, noise: 0.001, seed: 2)
    let runs = try table(zip(rows, values).map { ($0.0, $0.1, $0.2, $1) })
    var options = FitOptions()
    options.replicateCount = 0
    var isoFLOP = IsoFLOPOptions()
    isoFLOP.resampling.replicateCount = 0
    let comparison = try await ApproachComparer(
      envelope: EnvelopeFitter(), isoFLOP: IsoFLOPFitter(options: isoFLOP),
      parametric: LawFitter(options: options, version: "test")
    ).compare(runs)
    #expect(comparison.isoFLOP.tokenSource == .given)
    #expect(abs(comparison.isoFLOP.largestTokenDeviation - 0.2) < 1e-9)
  }
}
