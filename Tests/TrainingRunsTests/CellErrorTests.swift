import Testing
import TrainingRuns

@Suite struct CellErrorTests {
  @Test(arguments: ["n/a", "-1.2", "0", "nan", "inf", "-inf", "1e999"])
  func lossThatHasNoLogarithm(_ cell: String) {
    #expect(
      complaint { try runs("N,D,loss\n1e6,2e7,3.1\n1e6,2e7,\(cell)\n") } == """
        error: runs.csv:3:9: column 'loss': expected a positive number, found '\(cell)'
          why: residuals are taken in log space
          fix: correct the cell, or pass skip as the treatment of invalid rows
        """)
  }

  @Test func emptyCell() {
    #expect(
      complaint { try runs("N,D,loss\n1e6,,3.1\n") } == """
        error: runs.csv:2:5: column 'D': expected a positive number, found an empty cell
          why: N, D and C are bases of powers
          fix: correct the cell, or pass skip as the treatment of invalid rows
        """)
  }

  @Test func firstRowComesFirst() {
    #expect(
      complaint { try runs("N,D,loss\n1e6,2e7,x\ny,2e7,3\n") }.hasPrefix("error: runs.csv:2:9:"))
  }

  @Test func computedValueOutOfRange() {
    #expect(
      complaint { try runs("N,D,loss\n1e200,1e200,3.1\n") } == """
        error: runs.csv:2: the compute C computed as kND: expected a positive number, found inf
          why: N, D and C are bases of powers
          fix: correct the row, or pass skip as the treatment of invalid rows
        """)
  }

  @Test func weights() throws {
    let text = "N,D,loss,w\n1e6,2e7,3.1,0\n1e6,2e7,3.2,2.5\n"
    #expect(try runs(text, columns: [.weight: "w"]).weight == [0, 2.5])
    #expect(
      complaint { try runs("N,D,loss,w\n1e6,2e7,3.1,-1\n", columns: [.weight: "w"]) } == """
        error: runs.csv:2:13: column 'w': expected a finite number of at least 0, found '-1'
          why: it multiplies the row's term in the objective
          fix: correct the cell, or pass skip as the treatment of invalid rows
        """)
  }

  @Test func rankOfADrop() {
    #expect(
      complaint { try runs("N,D,loss,lr\n1,1,1,\n", dropHighest: ["lr:1"]) } == """
        error: runs.csv:2:7: column 'lr': expected a finite number, found an empty cell
          why: the rows with its highest values are dropped
          fix: correct the cell, or pass skip as the treatment of invalid rows
        """)
  }

  @Test func skippedRowsAreListed() throws {
    let table = try runs(
      "N,D,loss\n1e6,2e7,3.1\n1e6,2e7,x\n1e6,,3\n1e6,3e7,3\n", skipInvalid: true)
    #expect(table.loss == [3.1, 3])
    #expect(table.rowNumber == [1, 4])
    #expect(table.line == [2, 5])
    #expect(table.rowsRead == 4)
    #expect(table.excluded.map(\.rows) == [2...2, 3...3])
    #expect(
      table.excluded.map(\.reason) == [
        "column 'loss': expected a positive number, found 'x'",
        "column 'D': expected a positive number, found an empty cell",
      ])
    #expect(
      table.exclusionCounts().map(\.description) == ["2 rows skipped: an unusable cell"])
  }

  @Test func groupsOfWhichNoRowCanBeUsedAreTold() throws {
    let table = try runs(
      "N,D,loss,name\n1e6,2e7,3.1,a\n1e6,2e7,x,b\n1e6,3e7,y,b\n1e6,4e7,z,a\n", groupBy: "name",
      skipInvalid: true)
    #expect(table.groups().map(\.name) == ["runs.csv/a"])
    #expect(
      table.warnings == ["no row is left of the group 'b': 2 rows with an unusable cell"])
  }

  @Test func brokenTablesAreRefused() {
    #expect(complaint { try runs("N,D,loss\n1,2\n") }.hasPrefix("error: runs.csv:2"))
    #expect(complaint { try runs("N,D,loss\n1,2,\"3\n") }.hasPrefix("error: runs.csv:2"))
  }

  @Test func longCellsAreCut() {
    let cell = String(repeating: "x", count: 500)
    #expect(complaint { try runs("N,D,loss\n1,2,\(cell)\n") }.count < 300)
  }
}
