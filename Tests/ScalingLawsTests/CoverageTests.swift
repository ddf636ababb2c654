import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Testing
import TrainingRuns

/// How often intervals of a nominal 95 % hold the truth, on runs with half a per cent of noise in log L.
///
/// On few runs the percentiles of a pairs bootstrap are too narrow: simulations elsewhere, of grids whose N
/// and D are not stated, found .82 to .88 at nine runs and .92 to .96 at sixteen.
@Suite struct CoverageTests {
  struct Design: Sendable {
    let runs: [Run]
    /// The shares that the intervals of α, β, E and a held elsewhere.
    let expected: [Double]
  }

  static let designs = [
    Design(runs: grid(3), expected: [0.82, 0.87, 0.86, 0.88]),
    Design(runs: grid(4), expected: [0.93, 0.94, 0.92, 0.96]),
    Design(runs: isoFLOPDesign, expected: [0.94, 0.98, 0.94, 0.98]),
  ]

  private static func grid(_ side: Int) -> [Run] {
    (0..<side * side).map { place in
      let (row, column) = (Double(place / side), Double(place % side))
      let step = 2 / Double(side - 1)
      return (1e8 * pow(10, row * step), 2e9 * pow(10, column * step))
    }
  }

  @Test(arguments: designs)
  func coverage(_ design: Design) async throws {
    let count = 200
    let truth = ["alpha": published[3], "beta": published[4], "E": published[0]]
    let a = published[4] / (published[3] + published[4])
    var held = [0, 0, 0, 0]
    var given = [0, 0, 0, 0]
    for seed in 0..<count {
      let runs = try runTable(
        design.runs, losses: losses(of: design.runs, noise: 0.005, seed: UInt64(seed + 1)))
      let fitted = try await fit(runs) { $0.replicateCount = 200 }
      let intervals =
        ["alpha", "beta", "E"].map { symbol in
          (fitted.coefficients[symbol]?.interval, truth[symbol] ?? .nan)
        } + [(fitted.derived["a"]?.interval, a)]
      for (place, (interval, value)) in intervals.enumerated() {
        // Of nine runs, more than a tenth of the replicates often cannot be refitted.
        guard let interval else { continue }
        given[place] += 1
        if interval.lower <= value, value <= interval.upper { held[place] += 1 }
      }
    }
    #expect(
      held.reduce(0, +) < given.reduce(0, +), "intervals that hold everything say nothing")
    for ((found, given), expected) in zip(zip(held, given), design.expected) {
      #expect(given >= (design.runs.count > 9 ? count * 9 / 10 : count / 2), "\(given) intervals")
      // Both shares have errors of two to four points.
      #expect(Double(found) / Double(given) > expected - 0.08, "\(found) of \(given)")
    }
  }
}
