import Testing
import TrainingRuns

@Suite struct SubsetTests {
  private let text = """
    N,N_no_emb,D,loss,w,run,family,step
    1,10,1,9,.1,a,x,1
    2,20,1,2,.2,b,y,2
    3,30,1,8,.3,c,x,3
    4,40,1,4,.4,d,y,4
    5,50,1,7,.5,e,x,5
    """

  @Test func takesRowsOfEveryColumn() throws {
    let table = try runs(
      text, columns: [.parameters: "N", .weight: "w"], where: ["loss != 4"],
      dropHighest: ["loss:1"])
    let part = table.subset([1, 3], name: "part", because: "C above 2")
    #expect(part.name == "part" && part.count == 2 && part.rowsRead == 5)
    #expect(part.parameterCount == [2, 5] && part.compute == [12, 30] && part.loss == [2, 7])
    #expect(part.otherParameters?.values == [20, 50] && part.tokenCount == [1, 1])
    #expect(part.weight == [0.2, 0.5] && part.run == ["b", "e"] && part.family == ["y", "x"])
    #expect(part.step == [2, 5] && part.rowNumber == [2, 5] && part.line == [3, 6])
    #expect(part.rowsAfterDrops().used == [0])
  }

  @Test func tellsWhatItLeavesOut() throws {
    let table = try runs(
      text, columns: [.parameters: "N"], where: ["loss != 4"], dropHighest: ["loss:1"])
    let part = table.subset([1, 3], because: "C above 2")
    #expect(part.name == "runs.csv")
    #expect(part.excluded.map(\.rows) == [1...1, 3...3, 4...4])
    #expect(part.excluded.map(\.reason) == ["C above 2", "C above 2", "not loss != 4"])
    #expect(
      part.exclusionCounts().map(\.description) == [
        "1 row left out: not loss != 4", "2 rows left out: C above 2",
        "1 row dropped: highest loss",
      ])
    let twice = part.subset([0], because: "once more")
    #expect(
      twice.subsets == ["C above 2", "once more"]
        && twice.excluded.map(\.rows) == [1...1, 3...3, 4...4, 5...5])
  }

  @Test func replacesTheRulesOfHighestRows() throws {
    let table = try runs(text, columns: [.parameters: "N"], dropHighest: ["N:2"])
    #expect(table.rowsAfterDrops().used == [0, 1, 2])
    #expect(table.droppingHighestLosses(0).rowsAfterDrops().used == [0, 1, 2, 3, 4])
    let other = table.droppingHighestLosses(2)
    #expect(other.rowsAfterDrops().used == [1, 3, 4] && other.dropRules.count == 1)
    #expect(other.exclusionCounts().map(\.description) == ["2 rows dropped: highest loss"])
  }
}
