import Testing
import TrainingRuns

@Suite struct DropHighestTests {
  static let table = "N,D,loss\n1e6,2e7,3\n2e6,1e7,5\n3e6,4e7,5\n4e6,3e7,4\n"

  @Test func dropsTheHighestAndOfEqualOnesTheLater() throws {
    let (used, dropped) = try runs(Self.table, dropHighest: ["loss:1"]).rowsAfterDrops()
    #expect(used == [0, 1, 3])
    #expect(dropped.map(\.rows) == [3...3])
    #expect(dropped.map(\.reason) == ["highest loss"])
  }

  @Test func secondRuleSeesWhatTheFirstLeaves() throws {
    let table = try runs(Self.table, dropHighest: ["loss:2", "N:1"])
    #expect(table.rowsAfterDrops().used == [0])
    #expect(
      table.exclusionCounts().map(\.description) == [
        "2 rows dropped: highest loss", "1 row dropped: highest N",
      ])
  }

  @Test func ruleCountsCopiesInAReplicate() throws {
    let rule = try #require(try runs(Self.table, dropHighest: ["loss:3"]).dropRules.first)
    #expect(rule.order == [2, 1, 3, 0])
    var copies: [Double] = [1, 0, 2, 3]
    rule.apply(to: &copies)
    #expect(copies == [1, 0, 0, 2])
  }

  @Test func dropsAllWhereTheRuleAsksForMore() throws {
    #expect(try runs(Self.table, dropHighest: ["loss:9"]).rowsAfterDrops().used.isEmpty)
  }

  @Test func computedColumnsCanBeRanked() throws {
    #expect(try runs(Self.table, dropHighest: ["C:1"]).rowsAfterDrops().used == [0, 1, 2])
  }

  @Test func filteredRowsAreNotRanked() throws {
    let table = try runs(Self.table, where: ["loss < 5"], dropHighest: ["loss:1"])
    #expect(table.rowNumber == [1, 4])
    #expect(table.rowsAfterDrops().used == [0])
  }

  @Test(arguments: ["loss", "loss:", "loss:x", "loss:-1", ":5", ""])
  func refuses(_ text: String) {
    #expect(
      complaint { try DropHighest(parsing: text) } == """
        error: the number of highest rows dropped: expected COLUMN:COUNT, found '\(text)'
          why: the rule needs a column and the number of highest rows to drop
          fix: write it as in loss:5 as the number of highest rows dropped
        """)
  }

  @Test func unknownColumn() {
    #expect(
      complaint { try runs(Self.table, dropHighest: ["los:5"]) } == """
        error: the number of highest rows dropped: no column 'los'
          why: the columns of runs.csv are 'N', 'D', 'loss'
          fix: did you mean 'loss'?
        """)
  }
}
