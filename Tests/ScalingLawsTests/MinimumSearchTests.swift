import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Testing
import TrainingRuns

/// That the lowest minimum is found where starts from afar miss it.
@Suite("Search for the minimum")
struct MinimumSearchTests {
  /// A set of 8 to 20 runs with a log noise of 1 %.
  private func smallSet(_ seed: UInt64) throws -> RunTable {
    var stream = RandomStream(seed: seed, stream: 9)
    let design = (0..<8 + Int(seed) * 7 % 13).map { _ in
      (parameters: 1e7 * pow(1000, stream.uniform()), tokens: 1e9 * pow(300, stream.uniform()))
    }
    return try runTable(design, losses: losses(of: design, noise: 0.01, seed: seed))
  }

  @Test("No start of the paper's grid leads below the minimum that is found.")
  func grid() async throws {
    for seed in UInt64(1)...40 {
      let runs = try smallSet(seed)
      let found = try await fit(runs)
      let searched = try await fit(runs) { $0.starts = .hoffmann }
      #expect(found.objective.sum <= searched.objective.sum * (1 + 1e-6), "set \(seed)")
    }
  }

  @Test("The minimum does not depend on the threads, and hardly on the seed.")
  func threadsAndSeeds() async throws {
    for seed in UInt64(1)...10 {
      let runs = try smallSet(seed)
      let one = try await fit(runs)
      let two = try await fit(runs) { $0.threadCount = 2 }
      #expect(one.objective.sum == two.objective.sum)
      #expect(one.certificate == two.certificate)
      let other = try await fit(runs) { $0.seed = 77 }
      #expect(abs(one.objective.sum / other.objective.sum - 1) < 1e-6, "set \(seed)")
    }
  }

  @Test("Where few starts reach the lowest minimum of a law of several basins, more are drawn.")
  func waves() async throws {
    let law = try ScalingLaw(
      formula: "E + A / N^alpha + B / D^beta + G / (N * D)^gamma", columns: [])
    var more = 0
    for seed in UInt64(1)...12 {
      let runs = try smallSet(seed)
      let found = try await fit(runs) { $0.law = law }
      more += found.certificate.starts > 64 ? 1 : 0
      #expect(found.certificate.starts.isMultiple(of: 64))
    }
    #expect(more > 0)
  }
}
