import Tables
import Testing

@Suite struct FirstTests {
  @Test func readsCSV() throws {
    let reader = try TableReader(
      bytes: Array("N, loss,name\r\n70B,\"2.5\",\"a \"\"b\"\"\"\n1.4T,n/a,x".utf8), name: "a.csv")
    #expect(reader.columnNames == ["N", "loss", "name"])
    let table = try reader.read([
      ColumnRequest(index: 0, kind: .number), ColumnRequest(index: 1, kind: .number),
      ColumnRequest(index: 2, kind: .text),
    ])
    #expect(table.numbers(0) == [7e10, 1.4e12])
    #expect(table.texts(2)[0] == "a \"b\"")
    #expect(table.unreadableCells == [CellIndex(row: 1, column: 1)])
    #expect(table.location(row: 1, column: 1).description == "a.csv:3:6")
    #expect(table.cellText(row: 1, column: 1) == "n/a")
  }
}
