import Foundation
import SampleFits
import ScalingLaws
import Statistics
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

@Suite struct WeightedRunsTests {
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

  /// Runs, families, steps and the law's own columns are kept with a fit, and come back.
  @Test func furtherColumns() async throws {
    let (losses, _) = try weighted(seed: 3)
    let runs = try runTable(isoFLOPDesign, losses: losses)
    var fit = try await quickFit(runs)
    let count = isoFLOPDesign.count
    fit.runs?.weight = (0..<count).map { 1 + Double($0 % 2) }
    fit.runs?.run = (0..<count).map { "run \($0 / 6)" }
    fit.runs?.family = Array(repeating: "dense", count: count)
    fit.runs?.step = (0..<count).map(Double.init)
    fit.runs?.variables = ["width": (0..<count).map { 64 * Double($0 + 1) }]
    let again = try saved(fit)
    #expect(again == fit)
    let table = try #require(again.runTable)
    #expect(table.weight == fit.runs?.weight && table.run == fit.runs?.run)
    #expect(table.family == fit.runs?.family && table.step == fit.runs?.step)
    #expect(table.variables["width"]?.last == 64 * Double(count))
  }

  /// A file from before weights were kept is read; one with a column of another length is refused.
  @Test func olderAndDamagedFiles() async throws {
    let (losses, weights) = try weighted(seed: 4)
    let fit = try await quickFit(
      try runTable(isoFLOPDesign, losses: losses, weights: weights))
    var object = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(fit)) as? [String: Any])
    var runs = try #require(object["runs"] as? [String: Any])
    var objective = try #require(object["objective"] as? [String: Any])
    let sum = try #require(objective["sum"] as? Double)
    #expect(abs(sum / (2 * fit.objective.value) - 1) < 1e-12)
    for key in ["weight", "run", "family", "step", "variables"] { runs[key] = nil }
    objective["sum"] = nil
    object["runs"] = runs
    object["objective"] = objective
    let older = try JSONDecoder().decode(
      FittedLaw.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(older.runs?.weight == nil && older.runs?.loss?.count == fit.residuals.count)
    #expect(abs(older.objective.sum / fit.objective.sum - 1) < 1e-12)
    for column: [Double] in [[1], Array(repeating: -1, count: fit.residuals.count)] {
      runs["weight"] = column
      object["runs"] = runs
      let damaged = try JSONSerialization.data(withJSONObject: object)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(FittedLaw.self, from: damaged)
      }
    }
  }

  /// The notes say which column weighs the runs, and how many do not count.
  @Test func notesSayTheWeights() async throws {
    let (losses, _) = try weighted(seed: 5)
    var weights = losses.map { _ in 1.0 }
    let plain = try await quickFit(try runTable(isoFLOPDesign, losses: losses, weights: weights))
    #expect(!plain.dataset.notes.contains { $0.contains("weight") })
    weights[0] = 2
    weights[1] = 0
    let fit = try await quickFit(try runTable(isoFLOPDesign, losses: losses, weights: weights))
    #expect(
      fit.dataset.notes.contains(
        "runs are weighted by column 'w'; 1 of 30 has weight 0 and is excluded"))
  }

  @Test("Runs of weight 0 are not among those used, and no replicate draws them.")
  func weightless() async throws {
    let all = isoFLOPDesign
    let kept = Array(all.dropLast(6))
    let losses = losses(of: all, noise: 0.01)
    let weighted = try await fit(
      runTable(all, losses: losses, weights: all.indices.map { $0 < kept.count ? 1 : 0 })
    ) { $0.replicateCount = 20 }
    let without = try await fit(runTable(kept, losses: Array(losses.prefix(kept.count)))) {
      $0.replicateCount = 20
    }
    #expect(weighted.dataset.used == kept.count && weighted.dataset.rows == all.count)
    #expect(weighted.dataset.dropped.count == 6)
    #expect(weighted.dataset.exclusions == ["6 rows left out: weight 0"])
    #expect(weighted.draws == without.draws)
    #expect(weighted.values == without.values)
  }
}
