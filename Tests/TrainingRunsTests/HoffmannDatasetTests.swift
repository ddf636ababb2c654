import Tables
import Testing
import TrainingRuns

/// The dataset that the repository carries.
@Suite struct HoffmannDatasetTests {
  static let store = DatasetStore(searchPath: [
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/datasets"
  ])

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
        "5 rows dropped: highest loss (outliers, left out by the replication of 2024)"
      ])
    #expect(Set(table.loss).count == 99)
    #expect(table.parameterCount[0] == 6_795_600_349)
    #expect(table.compute[0] == 9.9938528e18)
    #expect(table.tokenCount[0] == 9.9938528e18 / (6 * 6_795_600_349))
  }

  @Test func agreesWithTheDigitisedFigure() throws {
    guard let file = sharedDataset("epoch_chinchilla/svg_extracted_data.csv") else { return }
    let ours = try RunTable(reading: Self.store.resolve("hoffmann2022"))
    let theirs = try RunTable(reading: Self.store.resolve(file))
    #expect(ours.count == theirs.count)
    for row in 0..<ours.count {
      #expect(abs(ours.parameterCount[row] / theirs.parameterCount[row] - 1) < 1e-9)
      #expect(abs(ours.compute[row] / theirs.compute[row] - 1) < 1e-9)
      #expect(abs(ours.loss[row] / theirs.loss[row] - 1) < 1e-9)
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
