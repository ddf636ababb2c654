import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

/// How often intervals of a nominal 95 % hold the truth where rows share errors, and how often independent rows are
/// said to.
@Suite struct UnitCoverageTests {
  /// The table of a design, with an effect for each unit of it.
  struct Design: Sendable, CustomStringConvertible {
    let description: String
    /// The unit, N and D of each row.
    let rows: [(unit: Int, run: Run)]
    /// The standard deviations of the effect of a unit and of a row, in log L.
    let deviations: (unit: Double, row: Double)
    let resampling: ResamplingUnit
    /// The least share of intervals that must hold the truth.
    let least: Double
    /// The difference between two schedules, in log L.
    var schedule = 0.0

    func table(seed: UInt64) throws -> RunTable {
      var stream = RandomStream(seed: seed, stream: 3)
      let effects = (0...(rows.map(\.unit).max() ?? 0)).map { _ in
        deviations.unit * stream.normal()
      }
      let lines = rows.map { row -> String in
        let isLong = stream.index(below: 2) == 1
        let loss = ScalingLaw.chinchilla.loss(
          parameterCount: row.run.parameters, tokenCount: row.run.tokens, values: published)
        let noisy =
          loss
          * exp(
            effects[row.unit] + deviations.row * stream.normal() + (isLong ? schedule : 0))
        return
          "r\(row.unit),\(row.run.parameters),\(row.run.tokens),\(noisy),\(isLong ? "cosine" : "constant")"
      }
      var options = ReadingOptions()
      options.resampling = resampling
      let text = (["run,N,D,loss,schedule"] + lines).joined(separator: "\n")
      return try RunTable(
        reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs",
        path: "runs.csv", options: options)
    }
  }

  private static func scale(_ place: Int, of count: Int, from least: Double) -> Double {
    least * pow(100, Double(place) / Double(count - 1))
  }

  /// An effect for each of `count` sizes, of four runs each.
  private static func sizes(_ count: Int, least: Double) -> Design {
    Design(
      description: "\(count) sizes × 4",
      rows: (0..<4 * count).map { place in
        (
          place / 4,
          (scale(place / 4, of: count, from: 5e7), scale(place % 4, of: 4, from: 1e9))
        )
      }, deviations: (0.01, 0.005), resampling: .column("N"), least: least)
  }

  static let designs = [
    Design(
      description: "16 runs × 10 rows",
      rows: (0..<160).map { place in
        let run = place / 10
        return (run, (scale(run / 4, of: 4, from: 3e7), scale(run % 4, of: 4, from: 1e9)))
      }, deviations: (0.01, 0.002), resampling: .automatic, least: 0.93),
    sizes(9, least: 0.9), sizes(6, least: 0.9),
  ]

  @Test(arguments: designs)
  func coverage(_ design: Design) async throws {
    let count = 60
    let budget = 1e25
    let size = (budget / 120).squareRoot()
    let figures: [(name: String, of: @Sendable ([Double]) -> Double)] = [
      (
        "L(1e25)",
        {
          ScalingLaw.chinchilla.loss(
            parameterCount: size, tokenCount: budget / 6 / size, values: $0)
        }
      ),
      (
        "L in range",
        { ScalingLaw.chinchilla.loss(parameterCount: 5e8, tokenCount: 1e10, values: $0) }
      ),
      ("alpha", { $0[3] }), ("beta", { $0[4] }),
    ]
    var held = Array(repeating: 0, count: figures.count)
    for seed in 0..<count {
      let fitted = try await fit(try design.table(seed: UInt64(seed))) { $0.replicateCount = 200 }
      let draws = fitted.lawDraws
      for (place, figure) in figures.enumerated() {
        let interval = draws.estimate(figure.of).interval
        let truth = figure.of(published)
        if let interval, interval.lower <= truth, truth <= interval.upper { held[place] += 1 }
      }
    }
    // Two standard errors of a share of 200.
    let band = 2 * (design.least * (1 - design.least) / Double(count)).squareRoot()
    for (figure, held) in zip(figures, held) {
      let share = Double(held) / Double(count)
      print("coverage of \(figure.name), \(design): \(share)")
      #expect(share >= design.least - band, "\(figure.name) \(held) of \(count)")
    }
    #expect(held.reduce(0, +) < count * figures.count, "intervals that hold everything say nothing")
  }

  @Test("Independent rows are said to share an effect in at most one of a hundred tables.")
  func falseAlarms() async throws {
    var alarms = 0
    let count = 150
    for seed in 0..<count {
      let design = Design(
        description: "",
        rows: Self.sizes(4 + seed % 6, least: 0).rows.enumerated().map {
          ($0.offset / (1 + seed % 2), $0.element.run)
        }, deviations: (0, 0.005), resampling: .rows, least: 0)
      let fitted = try await fit(try design.table(seed: UInt64(seed))) { $0.replicateCount = 2 }
      alarms += fitted.remarks.of(.clusteredResiduals).isEmpty ? 0 : 1
    }

    let expected = 0.01 * Double(count)
    #expect(Double(alarms) <= expected + 2 * expected.squareRoot())
  }

  @Test("An effect of each size or run is found, unless it is resampled.")
  func effects() async throws {
    var found = 0
    let count = 20
    for seed in 0..<count {
      let sizes = Self.sizes(9, least: 0)
      for unit in [ResamplingUnit.rows, .column("N")] {
        let design = Design(
          description: "", rows: sizes.rows.enumerated().map { ($0.element.unit, $0.element.run) },
          deviations: sizes.deviations, resampling: unit, least: 0)
        let fitted = try await fit(try design.table(seed: UInt64(seed))) { $0.replicateCount = 2 }
        let remarks = fitted.remarks.of(.clusteredResiduals)
        if unit == .rows {
          found += remarks.isEmpty ? 0 : 1
          #expect(remarks.count <= 1, "of nested columns, one is enough")
        } else {
          #expect(remarks.isEmpty)
        }
      }
    }
    #expect(found >= count * 3 / 4, "\(found) of \(count)")
  }

  @Test("A column that the law lacks and that explains the residuals is named.")
  func pooledSettings() async throws {
    var found = 0
    for seed in 0..<20 {
      let design = Design(
        description: "", rows: Self.sizes(9, least: 0).rows, deviations: (0, 0.003),
        resampling: .rows, least: 0,
        schedule: 0.02)
      let fitted = try await fit(try design.table(seed: UInt64(seed))) { $0.replicateCount = 2 }
      let remark = fitted.remarks.of(.clusteredResiduals).first
      if remark?.subjects == ["schedule"] { found += 1 }
      #expect(remark.map { $0.text.contains("schedule (") } ?? true, "\(remark?.text ?? "")")
    }
    #expect(found >= 18, "\(found) of 20")
  }
}
