import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Tables
import Testing
import TrainingRuns

@Suite struct EnvelopeFitterTests {
  /// A table of checkpoints, in the order given.
  private func table(
    _ rows: [(run: String, n: Double, d: Double, loss: Double)], named: Bool = true
  )
    throws -> RunTable
  {
    let lines = rows.map { "\(named ? "\($0.run)," : "")\($0.n),\($0.d),\($0.loss)" }
    return try RunTable(
      reading: TableReader(
        bytes: Array(
          ([named ? "run,N,D,loss" : "N,D,loss"] + lines).joined(separator: "\n").utf8),
        name: "curves.csv"), name: "curves", path: "curves.csv")
  }

  /// Curves of Chinchilla's law, of `count` sizes a factor 10^¼ apart, each over three decades of C.
  private func checkpoints(_ count: Int = 17) -> [(run: String, n: Double, d: Double, loss: Double)]
  {
    (0..<count).flatMap { size in
      (0..<60).map { step in
        let n = 1e7 * pow(10, Double(size) / 4)
        let d = 2e9 * pow(10, Double(step) / 20) * pow(10, Double(size) / 8)
        let loss = ScalingLaw.chinchilla.loss(
          parameterCount: n, tokenCount: d, values: published)
        return ("run-\(size)", n, d, loss)
      }
    }
  }

  private func fit(
    _ runs: RunTable, _ change: (inout EnvelopeOptions) -> Void = { _ in }
  ) async throws -> EnvelopeFit {
    var options = EnvelopeOptions()
    options.resampling.replicateCount = 200
    change(&options)
    return try await EnvelopeFitter(options: options).fit(runs)
  }

  @Test(arguments: [0, 0.02])
  func findsTheExponentOfTheLaw(_ smoothing: Double) async throws {
    let fit = try await fit(try table(checkpoints())) { $0.smoothing = smoothing }
    let law = try #require(fit.law)
    // N* moves in steps of 10^¼, which a line through many of them evens out.
    #expect(abs(law.parameterExponent.value - 0.28 / 0.62) < 0.015)
    #expect(abs(law.parameterExponent.value + law.tokenExponent.value - 1) < 1e-6)
    #expect(law.parameterExponent.interval != nil)
    #expect(fit.curveCount == 17)
    #expect(fit.runColumn == "run")
    let ends = Set(["run-0", "run-16"])
    #expect(fit.usedPoints.allSatisfy { !ends.contains($0.run) })
    #expect(fit.points.first?.refusal == .tooFewSizes)
    #expect(fit.points.contains { $0.refusal == .largest })
    for point in fit.usedPoints {
      let loss = ScalingLaw.chinchilla.loss(
        parameterCount: point.parameterCount, tokenCount: point.tokenCount, values: published)
      #expect(abs(point.loss / loss - 1) < 2e-4)
      #expect(abs(6 * point.parameterCount * point.tokenCount / point.compute - 1) < 1e-9)
    }
  }

  @Test func dependsNeitherOnTheOrderOfRowsNorOnThreads() async throws {
    let rows = checkpoints().enumerated().map { index, row in
      (row.run, row.n, row.d, row.loss * jitter(index))
    }
    let first = try await fit(try table(rows)) { $0.smoothing = 0.05 }
    let second = try await fit(try table(rows.shuffled())) {
      $0.smoothing = 0.05
      $0.resampling.threadCount = 3
    }
    #expect(first.points == second.points)
    #expect(first.law == second.law)
    #expect(first.law != nil)
  }

  /// Where no column names the run, rows of the same N are a curve.
  @Test func sizesNameRuns() async throws {
    let rows = checkpoints(9)
    let named = try await fit(try table(rows))
    let unnamed = try await fit(try table(rows, named: false))
    #expect(unnamed.runColumn == nil)
    #expect(named.law?.parameterExponent.value == unnamed.law?.parameterExponent.value)
    #expect(unnamed.points.first?.run == "N = 10000000")
  }

  @Test func refusesWhatIsNoTrainingCurve() async throws {
    let ends = [("a", 1e8, 1e9, 3.5), ("b", 2e8, 1e9, 3.3)]
    await expectError(
      """
      curves: no training curves: each of 2 runs, identified by column 'run', has one row
        why: the envelope is the minimum over training curves
        fix: give several checkpoints per run, one row each; if another column names the run, \
      HEADER as the column of run; if N identifies it,  as the column of run
      """
    ) { try await fit(try table(ends)) }
    await expectError(
      """
      curves: run 'a' has N = 100000000 and N = 200000000
        why: a training curve belongs to one model
        fix: name the column that identifies the run: HEADER as the column of run
      """
    ) { try await fit(try table([("a", 1e8, 1e9, 3.5), ("a", 2e8, 1e9, 3.3)])) }
    await expectError(
      """
      curves: several rows have N = 100000000 and D = 1000000000
        why: without a run column, rows with the same N form one training curve
        fix: name the column that identifies the run: HEADER as the column of run
      """
    ) {
      try await fit(
        try table([("a", 1e8, 1e9, 3.5), ("a", 1e8, 1e9, 3.3)], named: false))
    }
  }

  @Test func twoSizesGiveNoLaw() async throws {
    let fit = try await fit(try table(checkpoints(2)))
    #expect(fit.law == nil)
    #expect(
      fit.refusal == """
        0 of \(fit.points.count) compute values are usable, with 0 model sizes on the envelope; \
        a power law needs 3 of both
        """)
  }

  /// The Gemstones checkpoints before cooldown: 22 runs of ten checkpoints.
  @Test func readsTheGemstones() async throws {
    let fit = try await fit(carriedRuns("gemstones"))
    #expect(fit.curveCount == 22)
    #expect(fit.runColumn == "run")
    let exponent = try #require(fit.law?.parameterExponent)
    #expect(abs(exponent.value - 0.55) < 0.02)
    #expect(exponent.interval.map { $0.lower < 0.5 && $0.upper > 0.6 } == true)
  }
}

/// Expects an error with this description.
private func expectError(
  _ description: String, sourceLocation location: Testing.SourceLocation = #_sourceLocation,
  _ body: () async throws -> some Any
) async {
  do {
    let value = try await body()
    Issue.record("no error, but \(value)", sourceLocation: location)
  } catch {
    #expect("\(error)" == description, sourceLocation: location)
  }
}
