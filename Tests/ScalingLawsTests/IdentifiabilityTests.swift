import SampleFits
import ScalingLaws
import Statistics
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Sizes from 10⁸ parameters, tokens from 10⁹, in factors of ten to the given steps.
private func grid(sizes: Int, tokens: Int, step: Double = 0.5) -> [Run] {
  (0..<sizes).flatMap { i in
    (0..<tokens).map { j in (1e8 * pow(10, step * Double(i)), 1e9 * pow(10, step * Double(j))) }
  }
}

@Suite("Coefficients the runs do not determine")
struct IdentifiabilityTests {
  /// A fit with a bootstrap to noisy losses of the published law.
  private func noisyFit(
    _ design: [Run], _ values: [Double] = published, noise: Double = 0.005, seed: UInt64 = 0,
    replicates: Int = 200, _ change: (inout FitOptions) -> Void = { _ in }
  ) async throws -> FittedLaw {
    try await fit(
      runTable(design, losses: losses(of: design, values, noise: noise, seed: seed))
    ) {
      $0.replicateCount = replicates
      change(&$0)
    }
  }

  @Test("Two sizes leave E, A and alpha jointly free, and dependent results without intervals.")
  func twoSizes() async throws {
    let fit = try await noisyFit(grid(sizes: 2, tokens: 10, step: 0.5))
    let remark = try #require(fit.remarks.first)
    #expect(remark.code == .notIdentified && remark.severity == .severe)
    #expect(remark.subjects == ["E", "A", "alpha"] && !fit.isDetermined)
    #expect(fit.certificate.rank == 4 && fit.certificate.undetermined.count == 1)
    for symbol in ["E", "A", "alpha"] {
      #expect(fit.coefficients[symbol]?.interval == nil)
      #expect(fit.coefficients[symbol]?.reason == "the runs do not determine E, A, alpha")
    }
    for symbol in ["B", "beta"] { #expect(fit.coefficients[symbol]?.interval != nil) }
    for symbol in ["a", "b"] { #expect(fit.derived[symbol]?.interval == nil) }
    // At a size that was trained the law is determined, at another it is not.
    #expect(fit.predict(parameterCount: 1e8, tokenCount: 3e10).loss.interval != nil)
    #expect(fit.predict(parameterCount: 1e9, tokenCount: 3e10).loss.interval == nil)
    #expect(fit.predict(parameterCount: 1e9, tokenCount: 3e10).newRun.interval == nil)
  }

  @Test("As many runs as coefficients leave no residual variance to estimate.")
  func noSpareRuns() async throws {
    let design = grid(sizes: 3, tokens: 3)
    let corners = [0, 1, 3, 4, 8].map { design[$0] }
    let fit = try await noisyFit(corners)
    #expect(!fit.isDetermined && !fit.remarks.of(.noSpareRuns).isEmpty)
    for estimate in Array(fit.coefficients.values) + Array(fit.derived.values) {
      #expect(estimate.interval == nil && estimate.standardError == nil)
    }
    let prediction = fit.predict(parameterCount: 3e8, tokenCount: 1e10)
    #expect(prediction.loss.interval == nil && prediction.newRun.interval == nil)
    #expect(
      prediction.loss.reason == """
        5 runs determine 5 coefficients exactly, so none are left to estimate the uncertainty
        """)
  }

  @Test("A law that meets every run to rounding has no intervals.")
  func exact() async throws {
    let fit = try await noisyFit(isoFLOPDesign, noise: 0)
    #expect(fit.remarks.map(\.code) == [.exactFit] && fit.isDetermined)
    #expect(fit.coefficients.values.allSatisfy { $0.interval == nil })
  }

  @Test("Two sizes to within a few per cent are two levels.", arguments: [1e-3, 0.01])
  func jitteredLevels(jitter: Double) async throws {
    var random = RandomStream(seed: 1, purpose: .resampling)
    let design = grid(sizes: 2, tokens: 10, step: 0.4).map {
      ($0.parameters * exp(jitter * random.normal()), $0.tokens)
    }
    let fit = try await noisyFit(design)
    let remark = try #require(fit.remarks.of(.fewLevels).first)
    #expect(remark.severity == .severe && remark.subjects == ["N"])
    #expect(remark.values["levels"] == 2)
  }

  @Test("D in proportion to N, within a few per cent, is nearly collinear.", arguments: 0..<5)
  func ladder(seed: UInt64) async throws {
    var random = RandomStream(seed: seed, purpose: .resampling)
    let design = (0..<8).map { rung -> Run in
      let size = 5e7 * pow(100, Double(rung) / 7)
      return (size, 20 * size * exp(0.01 * random.normal()))
    }
    let fit: FittedLaw
    do {
      fit = try await noisyFit(design, seed: seed)
    } catch FitError.endless(_, let symbols) {
      // One term takes the place of the other without end.
      #expect(symbols == ["A"] || symbols == ["B"])
      return
    }
    let remark = try #require(fit.remarks.of(.nearCollinear).first)
    #expect(remark.severity == .severe && remark.subjects == ["N", "D"])
    if fit.bootstrap.failed > 20 {
      #expect(fit.coefficients.values.allSatisfy { $0.interval == nil })
    }
  }

  @Test("A constant that may be zero has only an upper limit.")
  func boundedConstant() async throws {
    let fit = try await noisyFit(
      grid(sizes: 4, tokens: 4), [0, 406.4, 410.7, 0.34, 0.28], replicates: 400)
    let interval = try #require(fit.coefficients["E"]?.interval)
    #expect(interval.isOneSided && interval.lower == 0 && interval.upper > 0)
    #expect(fit.coefficients["E"]?.standardError == nil)
    #expect(fit.remarks.of(.atBound).first?.subjects == ["E"])
    #expect(fit.coefficients["alpha"]?.interval?.isOneSided == false)
  }

  @Test("Minima as low as the best at other coefficients are reported, and intervals hold them.")
  func equalMinima() async throws {
    // Symmetric in N and D: what fits one way fits the other way around.
    let design: [Run] = [
      (1e8, 1e8), (1e8, 1e10), (1e9, 1e9), (1e10, 1e8), (1e10, 1e10), (3e8, 3e8), (3e9, 3e9),
    ]
    let truth = { (run: Run) in 1.7 + 400 / pow(run.parameters, 0.3) + 4000 / pow(run.tokens, 0.4) }
    let values = design.map { run -> Double in
      let mirrored = (parameters: run.tokens, tokens: run.parameters)
      return (truth(run) + truth(mirrored)) / 2 * (run.parameters == 1e9 ? 1.01 : 1)
    }
    let fit = try await fit(runTable(design, losses: values)) { $0.replicateCount = 200 }
    let other = try #require(fit.certificate.equalMinima.first)
    #expect(abs(other.objective / fit.objective.value - 1) < 1e-6)
    let alpha = try #require(fit.coefficients["alpha"])
    #expect(abs(try #require(other.coefficients["beta"]) - alpha.value) < 1e-4)
    #expect(fit.remarks.of(.equalMinima).first?.severity == .severe && !fit.isDetermined)
    if let interval = alpha.interval {
      #expect(interval.lower <= (try #require(other.coefficients["alpha"])))
    }
  }

  @Test("A run whose loss is wrong is named.", arguments: [1.3, 0.6, 1e6])
  func outlier(factor: Double) async throws {
    var values = losses(of: isoFLOPDesign, noise: 0.003)
    values[7] *= factor
    let fit = try await fit(runTable(isoFLOPDesign, losses: values))
    let remark = try #require(fit.remarks.of(.outliers).first)
    #expect(remark.subjects == ["row 8"] && remark.severity == .warning)
  }

  @Test("Duplicate rows are counted.")
  func repeatedRows() async throws {
    let values = losses(of: isoFLOPDesign, noise: 0.003)
    let places = Array(isoFLOPDesign.indices) + [3, 3, 11]
    let fit = try await fit(
      runTable(places.map { isoFLOPDesign[$0] }, losses: places.map { values[$0] }))
    #expect(fit.remarks.of(.repeatedRows).first?.values["rows"] == 3)
  }

  @Test("A well-determined fit has no remarks.", arguments: 0..<4)
  func nothingToRemark(seed: UInt64) async throws {
    let fit = try await noisyFit(isoFLOPDesign, seed: seed)
    #expect(fit.remarks.isEmpty && fit.isDetermined && fit.certificate.rank == 5)
  }

  /// Of 200 random tables, every interval holds its estimate, that of a new run holds the curve's, and a
  /// fit without all its replicates has none.
  @Test("Intervals hold their estimates, whatever the table.")
  func intervals() async throws {
    for seed in 0..<UInt64(200) {
      var random = RandomStream(seed: seed, purpose: .resampling)
      let count = 6 + random.index(below: 8)
      let design = (0..<count).map { _ -> Run in
        (1e7 * pow(10, 2 * random.uniform()), 1e9 * pow(10, 2 * random.uniform()))
      }
      let fit = try await noisyFit(
        design, noise: 0.02, seed: seed, replicates: 40, { $0.starts = .linear })
      let prediction = fit.predict(parameterCount: 1e9, tokenCount: 1e11)
      let estimates =
        Array(fit.coefficients.values) + Array(fit.derived.values)
        + [prediction.loss, prediction.newRun]
      for estimate in estimates {
        guard let interval = estimate.interval else {
          #expect(estimate.reason != nil)
          continue
        }
        #expect(interval.lower <= estimate.value && estimate.value <= interval.upper)
        #expect(fit.bootstrap.failed <= 4)
      }
      if let inner = prediction.loss.interval, let outer = prediction.newRun.interval {
        #expect(outer.lower <= inner.lower && inner.upper <= outer.upper)
      }
    }
  }
}
