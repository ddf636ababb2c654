import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Testing
import TrainingRuns

/// Five budgets with noise and weights from 0 to 3, another one for each seed.
private func weighted(seed: UInt64) throws -> (losses: [Double], weights: [Double]) {
  var stream = RandomStream(seed: seed, stream: 77)
  return (
    losses(of: isoFLOPDesign, noise: 0.004, seed: seed),
    isoFLOPDesign.map { _ in Double(stream.index(below: 4)) }
  )
}

/// Weights count in studies as they do in fits.
@Suite struct WeightedStudiesTests {
  /// A law that is quick to fit.
  private func quickFit(_ runs: RunTable) async throws -> FittedLaw {
    let law = try ScalingLaw(formula: "A / C^alpha", columns: [])
    return try await fit(runs) {
      $0.law = law
      $0.objective = .logSquares
      $0.givenStarts = [["A": 100, "alpha": 0.08]]
    }
  }

  private func saved(_ fit: FittedLaw) throws -> FittedLaw {
    try JSONDecoder().decode(FittedLaw.self, from: JSONEncoder().encode(fit))
  }

  /// The profiles of a fit that was saved are those of the table, whatever its weights: weights and
  /// replicates included.
  @Test func savedFitHasTheWeightedProfiles() async throws {
    for seed in 0..<200 {
      let (losses, weights) = try weighted(seed: UInt64(seed))
      let runs = try runTable(isoFLOPDesign, losses: losses, weights: weights)
      let again = try saved(try await quickFit(runs))
      let kept = try #require(again.runTable)
      #expect(kept.weight == kept.rowNumber.map { weights[$0 - 1] })
      #expect(kept.count == weights.count { $0 > 0 })
      #expect(again.residuals.count == kept.count)
      func profiles(_ runs: RunTable) async throws -> IsoFLOPFit {
        try await fitProfiles(runs) {
          $0.curve = .parabola
          $0.resampling.replicateCount = 20
        }
      }
      let (direct, later) = try await (profiles(runs), profiles(kept))
      #expect(later.profiles == direct.profiles && later.laws == direct.laws)
      #expect(direct.isWeighted && later.isWeighted)
    }
  }

  /// A whole weight counts as so many runs, and none as no run.
  @Test func weightsCountRuns() async throws {
    for seed in 0..<200 {
      let (losses, weights) = try weighted(seed: UInt64(1000 + seed))
      let rows = isoFLOPDesign.indices.flatMap { index in
        Array(repeating: index, count: Int(weights[index]))
      }
      func profiles(_ runs: RunTable) async throws -> IsoFLOPFit {
        try await fitProfiles(runs) { $0.resampling.replicateCount = 0 }
      }
      let counted = try await profiles(
        runTable(isoFLOPDesign, losses: losses, weights: weights))
      let repeated = try await profiles(
        runTable(rows.map { isoFLOPDesign[$0] }, losses: rows.map { losses[$0] }))
      #expect(counted.profiles.count == repeated.profiles.count)
      for (one, other) in zip(counted.profiles, repeated.profiles) {
        for curve in ProfileCurve.allCases {
          let values = [one, other].map { profile in
            profile.outcomes[curve]?.optimum.map { [$0.parameterCount.value, $0.loss.value] }
          }
          #expect((values[0] == nil) == (values[1] == nil))
          if let first = values[0], let second = values[1] {
            expectClose(first, second, tolerance: 1e-7)
          }
        }
      }
    }
  }

  /// A training curve is smoothed by its weights: rows of weight 0 are as if absent.
  @Test func curvesCountByWeight() async throws {
    let design: [Run] = [1e8, 2e8, 4e8, 8e8, 1.6e9].flatMap { parameters in
      (1...12).map { (parameters, 4e8 * Double($0 * $0)) }
    }
    let values = losses(of: design, noise: 0.01, seed: 6)
    let present = design.indices.filter { $0 % 4 != 1 }
    let fitter = EnvelopeFitter()
    let some = try await fitter.fit(
      try runTable(
        design, losses: values, weights: design.indices.map { $0 % 4 == 1 ? 0 : 1 }))
    let absent = try await fitter.fit(
      try runTable(present.map { design[$0] }, losses: present.map { values[$0] }))
    #expect(some.points == absent.points && some.law == absent.law)
  }
}
