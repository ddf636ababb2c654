import Foundation
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

/// Whole units in place of rows.
@Suite struct ResamplingUnitTests {
  /// A table with the columns `run,N,D,loss`.
  private func table(_ rows: [String], _ unit: ResamplingUnit = .automatic) throws -> RunTable {
    var options = ReadingOptions()
    options.resampling = unit
    return try RunTable(
      reading: TableReader(
        bytes: Array((["run,N,D,loss"] + rows).joined(separator: "\n").utf8), name: "runs.csv"),
      name: "runs", path: "runs.csv", options: options)
  }

  private func fit(
    _ rows: [String], _ unit: ResamplingUnit = .automatic, replicates: Int = 60
  ) async throws -> FittedLaw {
    var options = FitOptions()
    options.replicateCount = replicates
    return try await LawFitter(options: options, version: "test").fit(table(rows, unit))
  }

  /// Rows of `count` runs, `copies` each, with noise of half a per cent per run.
  private func rows(
    _ random: inout RandomStream, runs count: Int, copies: Int, name: (Int) -> String = { "r\($0)" }
  ) -> [String] {
    (0..<count).flatMap { run -> [String] in
      let size = [3e7, 2e8, 9e8, 4e9][run % 4]
      let effect = 0.005 * random.normal()
      return (0..<copies).map { copy in
        let tokens = 1e9 * pow(40, Double(run / 4) / 4) * (1 + Double(copy) / 10)
        let loss = 1.69 + 406.4 / pow(size, 0.34) + 410.7 / pow(tokens, 0.28)
        return "\(name(run)),\(size),\(tokens),\(loss * exp(effect + 0.001 * random.normal()))"
      }
    }
  }

  @Test("If every row is a run of its own, runs are rows, to the last bit.")
  func singleRows() async throws {
    for seed in 0..<UInt64(20) {
      var random = RandomStream(seed: seed, purpose: .resampling)
      let rows = rows(&random, runs: 12 + random.index(below: 8), copies: 1)
      let (own, single) = (try await fit(rows, .runs), try await fit(rows, .rows))
      #expect(own.draws == single.draws && own.coefficients == single.coefficients)
      #expect(own.bootstrap == single.bootstrap && own.bootstrap.unit == "rows")
      #expect(own.bootstrap.units == rows.count && own.bootstrap.widening == 1)
    }
  }

  @Test("A permutation of the rows or other names of the runs change no figure.")
  func permutations() async throws {
    for seed in 0..<UInt64(20) {
      var random = RandomStream(seed: seed, purpose: .resampling)
      var same = random
      let first = rows(&random, runs: 16, copies: 3)
      let renamed = rows(&same, runs: 16, copies: 3) { "x\(99 - $0)" }
      let shuffled = renamed.map { ($0, random.next()) }.sorted { $0.1 < $1.1 }.map(\.0)
      let (one, other) = (try await fit(first), try await fit(shuffled))
      #expect(one.draws == other.draws && one.coefficients == other.coefficients)
      #expect(one.bootstrap.unit == "runs" && one.bootstrap.units == 16)
    }
  }

  @Test("Rows that belong to two runs and agree otherwise do not depend on their order.")
  func twins() async throws {
    var random = RandomStream(seed: 5, purpose: .resampling)
    let first = rows(&random, runs: 16, copies: 2)
    let twin = first[0].replacing("r0,", with: "r7,")
    let (one, other) = (try await fit([twin] + first), try await fit(first.reversed() + [twin]))
    #expect(one.draws == other.draws)
  }

  @Test("Duplicates of every row shrink the intervals of rows, not those of runs.")
  func duplicates() async throws {
    var random = RandomStream(seed: 1, purpose: .resampling)
    let once = rows(&random, runs: 16, copies: 2)
    let often = once.flatMap { Array(repeating: $0, count: 4) }
    func width(_ rows: [String], _ unit: ResamplingUnit) async throws -> Double {
      let interval = try #require(
        try await fit(rows, unit, replicates: 400).coefficients["alpha"]?.interval)
      return interval.upper - interval.lower
    }
    let (runs, more) = (try await width(once, .runs), try await width(often, .runs))
    #expect(abs(more / runs - 1) < 0.05)
    #expect(try await width(often, .rows) < 0.7 * width(once, .rows))
  }

  @Test("With too few units there are no intervals, with the reason.")
  func fewUnits() async throws {
    var random = RandomStream(seed: 1, purpose: .resampling)
    let fitted = try await fit(rows(&random, runs: 16, copies: 3), .column("N"))
    #expect(fitted.bootstrap.unit == "N" && fitted.bootstrap.units == 4)
    #expect(fitted.coefficients.values.allSatisfy { $0.interval == nil })
    let reason = fitted.coefficients["alpha"]?.reason ?? ""
    #expect(
      reason == "4 independent units (values of N) are too few for intervals: at least 6 are needed"
    )
    #expect(fitted.isDetermined)
  }

  @Test("The widening is t(G − 1)/z · √(G/(G − 1)), and scales every deviation.")
  func widening() async throws {
    var random = RandomStream(seed: 2, purpose: .resampling)
    let rows = rows(&random, runs: 12, copies: 3)
    let fitted = try await fit(rows)
    // By SciPy.
    #expect(abs(fitted.bootstrap.widening - 1.1729063) < 1e-6)
    let place = try #require(fitted.law.coefficients.firstIndex(of: "alpha"))
    let value = fitted.values[place]
    let sorted = fitted.draws.map { log($0[place] / value) }.sorted()
    let interval = try #require(fitted.coefficients["alpha"]?.interval)
    let expected = [0.025, 0.975].map { end in
      value * exp(fitted.bootstrap.widening * quantile(end, ofSorted: sorted))
    }
    #expect(abs(interval.lower / expected[0] - 1) < 1e-3)
    #expect(abs(interval.upper / expected[1] - 1) < 1e-3)
    #expect(fitted.remarks.of(.resampledUnits).first?.values["units"] == 12)
  }

  @Test("A fit saved before units were recorded resampled rows.")
  func earlierSummary() throws {
    let text = #"{"replicates": 10, "failed": 0, "redrawsDrops": true, "level": 0.95}"#
    let summary = try JSONDecoder().decode(BootstrapSummary.self, from: Data(text.utf8))
    #expect(summary.unit == "rows" && summary.units == nil && summary.widening == 1)
  }

  @Test("A step column groups the checkpoints of a size; a column of steps does not.")
  func steps() throws {
    let rows = ["7,1e8,1e9,3", "8,1e8,2e9,2.9", "7,2e8,1e9,2.8", "8,2e8,2e9,2.7"]
    for (header, count) in [("step", 2), ("steps", 4)] {
      let text = ([header + ",N,D,loss"] + rows).joined(separator: "\n")
      let runs = try RunTable(
        reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs",
        path: "runs.csv")
      #expect(runs.units(of: [0, 1, 2, 3]).count == count)
    }
  }
}
