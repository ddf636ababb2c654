import LeastSquares
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Testing

@Suite("Coverage of intervals")
struct CoverageTests {
  /// Nine runs at three sizes and three token counts.
  private static let square = [1e8, 4e8, 1.6e9].flatMap { size in
    [2e9, 8e9, 3.2e10].map { (parameters: size, tokens: $0) }
  }

  private func study(_ change: (inout CoverageStudy) -> Void) async throws -> CoverageResult {
    var options = FitOptions()
    options.objective = .scaledHuber(space: .log)
    options.replicateCount = 400
    options.seed = 11
    options.threadCount = 2
    var study = CoverageStudy(fitter: LawFitter(options: options, version: "0"))
    study.compute = 1e23
    study.sigma = 0.005
    study.methods = [.auto]
    change(&study)
    return try await study.run(
      runTable(Self.square, losses: losses(of: Self.square, noise: 0.005, seed: 4)))
  }

  @Test(
    "The default intervals of nine runs cover as often as they say, whatever the noise.",
    arguments: CoverageNoise.allCases)
  func nominal(_ noise: CoverageNoise) async throws {
    let result = try await study {
      $0.setCount = 40
      $0.noise = noise
    }
    #expect(result.failedSets == 0 && result.choices[.wald] ?? 0 > 26)
    #expect(result.figures.map(\.name) == ["E", "A", "B", "alpha", "beta", "a", "b", "N*", "L"])
    for figure in result.figures {
      let score = figure.scores[0]
      // Below 78 % in one of ten thousand studies if the coverage is 95 %.
      #expect(Double(score.hits) >= 0.78 * Double(score.intervals), "\(figure.name) \(score.hits)")
      #expect(score.intervals >= 36)
      let width = try #require(score.medianWidth) / (try #require(figure.idealWidth))
      #expect(width > 0.7 && width < 2.2, "\(figure.name) \(width)")
    }
  }

  @Test("The same seed gives the same study on any number of threads, another seed another.")
  func seeds() async throws {
    func hits(seed: UInt64, threads: Int) async throws -> [CoverageFigure] {
      try await study {
        $0.setCount = 3
        $0.methods = IntervalMethod.allCases
        $0.fitter.options.replicateCount = 40
        $0.fitter.options.seed = seed
        $0.fitter.options.threadCount = threads
      }.figures
    }
    let one = try await hits(seed: 1, threads: 1)
    #expect(try await hits(seed: 1, threads: 3) == one)
    #expect(try await hits(seed: 2, threads: 3) != one)
    #expect(one[0].scores.map(\.method) == IntervalMethod.allCases)
  }

  @Test(
    "With another law as the truth only N* and L have true values, and the wrong law misses them.")
  func foreignTruth() async throws {
    let truth = try ScalingLaw(formula: "E + (A/N^alpha + B/D^beta)^0.5", columns: [])
    let result = try await study {
      $0.setCount = 3
      $0.truth = truth
    }
    #expect(result.figures.map(\.name) == ["N*", "L"])
  }

  @Test("Runs without noise have none to simulate, unless it is given.")
  func exactRuns() async throws {
    var study = CoverageStudy(fitter: LawFitter(options: FitOptions(), version: "0"))
    study.setCount = 2
    study.fitter.options.replicateCount = 20
    let runs = try runTable(Self.square, losses: losses(of: Self.square, noise: 0, seed: 4))
    study.sigma = 0.01
    #expect(try await study.run(runs).sigma == 0.01)
  }
}
