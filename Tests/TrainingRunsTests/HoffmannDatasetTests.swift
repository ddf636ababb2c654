import Tables
import Testing
import TrainingRuns

/// The dataset that the repository carries.
@Suite struct HoffmannDatasetTests {
  static let store = DatasetStore(searchPath: [carriedDatasets])

  @Test func hasItsRunsAndItsDrop() throws {
    let table = try RunTable(reading: Self.store.resolve("hoffmann2022"))
    #expect(table.name == "hoffmann2022")
    #expect(table.count == 245)
    #expect(table.derivedRole == .tokens)
    #expect(table.notes == ["D is computed as C / 6N"])
    #expect(!table.redrawDrops)
    let (used, dropped) = table.rowsAfterDrops()
    #expect(used.count == 240)
    #expect(dropped.map(\.rows) == [1...5])
    #expect(
      table.exclusionCounts().map(\.description) == [
        "5 rows dropped: highest loss (outliers, excluded by the 2024 replication)"
      ])
    #expect(Set(table.loss).count == 99)
    #expect(table.parameterCount[0] == 6_795_600_349)
    #expect(table.compute[0] == 9.9938528e18)
    #expect(table.tokenCount[0] == 9.9938528e18 / (6 * 6_795_600_349))
  }

  @Test("Datasets of the same points read the same table, which is carried once.")
  func otherNames() throws {
    let ours = try RunTable(reading: Self.store.resolve("hoffmann2022"))
    for name in ["epoch-chinchilla", "misfitting-epoch", "kyo-takano"] {
      let dataset = try Self.store.dataset(named: name)
      #expect(dataset.isCarried && dataset.descriptor.tableOf == "hoffmann2022")
      let theirs = try RunTable(reading: dataset.source)
      #expect(theirs.sha256 == ours.sha256 && theirs.path == ours.path)
      #expect(theirs.name == name)
      guard name == "kyo-takano" else {
        #expect(theirs.rowsAfterDrops().used.count == 240)
        continue
      }
      #expect(theirs.count == 234)
      #expect(theirs.compute.allSatisfy { $0 > 1e18 })
      #expect(zip(theirs.parameterCount, theirs.tokenCount).allSatisfy { $0 < $1 })
    }
  }

  @Test func carriesThePublishedFits() throws {
    let published = try Self.store.dataset(named: "hoffmann2022").descriptor.published
    #expect(published.count == 5)
    for fit in published {
      #expect(fit.law == "chinchilla")
      #expect(Set(fit.coefficients.keys) == ["E", "A", "B", "alpha", "beta"])
    }
  }
}
