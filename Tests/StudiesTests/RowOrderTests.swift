import SampleFits
import ScalingLaws
import Statistics
import Studies
import Testing

@Suite("The order of the rows in studies")
struct RowOrderTests {
  private func shuffled(_ count: Int, _ random: inout RandomStream) -> [Int] {
    (0..<count).map { ($0, random.next()) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  @Test("A permutation of the rows changes nothing of IsoFLOP profiles and rollouts.")
  func otherAnalyses() async throws {
    let values = losses(of: isoFLOPDesign, noise: 0.01)
    var random = RandomStream(seed: 5, purpose: .resampling)
    let order = shuffled(values.count, &random)
    let tables = [
      try runTable(isoFLOPDesign, losses: values),
      try runTable(order.map { isoFLOPDesign[$0] }, losses: order.map { values[$0] }),
    ]
    var options = IsoFLOPOptions()
    options.resampling.replicateCount = 50
    var profiles = [
      try await IsoFLOPFitter(options: options).fit(tables[0]),
      try await IsoFLOPFitter(options: options).fit(tables[1]),
    ]
    // The digest is of the bytes of the file.
    for index in profiles.indices { profiles[index].dataset.sha256 = nil }
    #expect(profiles[0] == profiles[1])
    var fitting = FitOptions()
    fitting.replicateCount = 50
    let rollout = Rollout(fitter: LawFitter(options: fitting, version: "test"))
    let scores = [
      try await rollout.run(tables[0]).cutoffs.map { $0.trial?.fit.values },
      try await rollout.run(tables[1]).cutoffs.map { $0.trial?.fit.values },
    ]
    #expect(scores[0] == scores[1])
  }
}
