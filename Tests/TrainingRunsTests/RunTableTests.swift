import Tables
import Testing
import TrainingRuns

@Suite struct RunTableTests {
  @Test func computesTheThirdOfNDC() throws {
    let c = try runs("N,D,loss\n1e6,2e7,3\n")
    #expect(c.derivedRole == .compute)
    #expect(c.compute == [1.2e14])
    let d = try runs("N,C,loss\n1e6,1.2e14,3\n")
    #expect(d.derivedRole == .tokens)
    #expect(d.tokenCount == [2e7])
    let n = try runs("C,D,loss\n1.2e14,2e7,3\n")
    #expect(n.derivedRole == .parameters)
    #expect(n.parameterCount == [1e6])
  }

  @Test func saysWhatItAssumed() throws {
    #expect(
      try runs("params,flop,loss\n1e6,1.2e14,3\n").notes == [
        "N is column 'params', read as total parameters",
        "L is column 'loss', read as nats per token", "D is computed as C / 6N",
      ])
    #expect(
      try runs("N_no_emb,D,loss\n1e6,2e7,3\n").notes.first
        == "N is column 'N_no_emb', whose name suggests that it is not the total")
  }

  @Test func factorOfComputeIsAnOption() throws {
    var options = ReadingOptions()
    options.flopPerParameterToken = 6.5
    let table = try RunTable(
      reading: TableReader(bytes: Array("N,D,loss\n2,3,1\n".utf8), name: "x"), name: "x", path: "x",
      options: options)
    #expect(table.compute == [39])
    #expect(table.notes.contains("C is computed as 6.5ND"))
  }

  @Test func tellsDeviationsFromSixND() throws {
    let table = try runs("N,D,C,loss\n1,1,6.1,3\n1,1,6.6,4\n1,1,4.9,5\n1,1,7,6\n")
    #expect(table.derivedRole == nil)
    #expect(
      table.notes.last
        == "N, D and C are all given: 3 of 4 rows deviate from C = 6ND by more than 5 %, and by up to "
        + "18 % in row 3")
    #expect(try !runs("N,D,C,loss\n1,1,6.1,3\n").notes.contains { $0.hasPrefix("N, D and C") })
  }

  @Test func splitsIntoGroups() throws {
    let table = try runs(
      "N,D,loss,fam\n1,1,1,b\n2,1,2,a\n3,1,3,b\n4,1,9,b\n5,1,5,a\n6,1,x,a\n7,1,3,c\n",
      where: ["fam != 'c'"], dropHighest: ["loss:1"], groupBy: "fam", skipInvalid: true)
    let groups = table.groups()
    #expect(groups.map(\.name) == ["runs.csv/a", "runs.csv/b"])
    #expect(groups.map(\.parameterCount) == [[2, 5], [1, 3, 4]])
    #expect(groups.map(\.rowNumber) == [[2, 5], [1, 3, 4]])
    #expect(groups.map(\.rowsRead) == [3, 3])
    #expect(groups.map { $0.excluded.map(\.rows) } == [[6...6], []])
    #expect(groups.map { $0.rowsAfterDrops().used } == [[0], [0, 1]])
    #expect(try runs("N,D,loss\n1,1,1\n").groups().map(\.name) == ["runs.csv"])
  }

  @Test func groupsByRole() throws {
    let table = try runs("N,D,loss,model_family\n1,1,1,b\n", groupBy: "family")
    #expect(table.groups().map(\.name) == ["runs.csv/b"])
  }

  @Test func unknownGroupColumn() {
    #expect(
      complaint { try runs("N,D,loss\n1,1,1\n", groupBy: "family") } == """
        error: the grouping column: no column 'family'
          why: the columns of runs.csv are 'N', 'D', 'loss'
          fix: name one of them
        """)
  }

  @Test func columnOrderChangesNothing() throws {
    let a = try runs("N,D,loss\n1,2,3\n4,5,6\n")
    let b = try runs("loss;N;D\n3;1;2\n6;4;5\n")
    #expect(a.parameterCount == b.parameterCount)
    #expect(a.tokenCount == b.tokenCount)
    #expect(a.compute == b.compute)
    #expect(a.loss == b.loss)
  }

  @Test func rowsKeepTheOrderOfTheFile() throws {
    let rows = (1...50).map { "\($0)e6,\(100 - $0)e9,\(Double($0 * 7919 % 50) / 10 + 1)" }
    func table(_ rows: [String]) throws -> RunTable {
      try runs(
        "N,D,loss\n" + rows.joined(separator: "\n"), where: ["loss < 5"], dropHighest: ["loss:3"])
    }
    let forward = try table(rows)
    let backward = try table(rows.reversed())
    #expect(forward.loss == backward.loss.reversed())
    #expect(forward.compute == backward.compute.reversed())
    #expect(forward.rowNumber == backward.rowNumber.reversed().map { 51 - $0 })
    #expect(forward.count + forward.excluded.rowCount == 50)
    let used = forward.rowsAfterDrops().used.map { forward.loss[$0] }
    #expect(used == backward.rowsAfterDrops().used.reversed().map { backward.loss[$0] })
    #expect(used.count == forward.count - 3)
  }

  @Test func readsQuantitiesAndTablesWithoutRows() throws {
    #expect(try runs("N,D,loss\n70B,1.4T,2\n").compute == [6 * 70e9 * 1.4e12])
    #expect(try runs("N,D,loss\n").count == 0)
  }
}
