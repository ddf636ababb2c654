import Diagnostics
import Tables
import Testing

@Suite struct CSVTests {
  private static let tables: [(String, [[String]])] = [
    ("a,b\n1,2\n3,4\n", [["1", "2"], ["3", "4"]]),
    ("a,b\r\n1,2\r\n3,4", [["1", "2"], ["3", "4"]]),
    ("a,b\r1,2\r3,4\r", [["1", "2"], ["3", "4"]]),
    ("a,b\n1,2\r\n3,4\r5,6", [["1", "2"], ["3", "4"], ["5", "6"]]),
    ("a,b\n\n1,2\n  \n\r\n3,4\n\n", [["1", "2"], ["3", "4"]]),
    ("\n\na,b\n1,2", [["1", "2"]]),
    ("a,b\n,\n \t, x \n", [["", ""], [" \t", " x "]]),
    ("a,b\n\"1\",\"2\"\n", [["1", "2"]]),
    ("a,b\n\"x,y\",\"p\nq\r\ns\rt\"\n", [["x,y", "p\nq\r\ns\rt"]]),
    ("a,b\n\"\",\"\"\"\"\n\"\"\"x\"\"\",y", [["", "\""], ["\"x\"", "y"]]),
    ("a,b\n5\" disk,x\"\"y\n", [["5\" disk", "x\"\"y"]]),
    ("a,b\n1,\"2\"", [["1", "2"]]),
    ("a\n1\n\n\"\"\n2", [["1"], [""], ["2"]]),
    ("a,b\nNaïve — 模型,🦙\n", [["Naïve — 模型", "🦙"]]),
    ("a,b", []),
    ("a,b\n", []),
  ]

  @Test(arguments: tables)
  func splits(text: String, expected: [[String]]) throws {
    #expect(try rows(text) == expected)
  }

  @Test func namesAreTrimmedAndKeptTwice() throws {
    let reader = try TableReader(
      bytes: Array("\u{FEFF} N ,\"D, tokens \",,N\t\n1,2,3,4".utf8), name: "t")
    #expect(reader.columnNames == ["N", "D, tokens", "", "N"])
    #expect(reader.name == "t")
  }

  private static let headers: [(String, TableFormat.Delimiter, Int)] = [
    ("a,b\n1,2", TableFormat.Delimiter.comma, 2),
    ("a;b\n1,5;2,5\n3,5;4,5", .semicolon, 2),
    ("a\tb\nx, y\tz\n", .tab, 2),
    ("a\n1", .comma, 1),
    ("loss\n2;5\n", .comma, 1),
    ("\"a;b\",c\n1,2", .comma, 2),
    ("N, in B;loss\n1;2\n3;4\n", .semicolon, 2),
    ("a;b,c\n1;2\n3;4\n", .semicolon, 2),
    ("a,b;c\n1;x,2\n", .comma, 2),
    ("a\tb,c\td\n1\t2,3\t4\n", .tab, 3),
  ]

  @Test(arguments: headers)
  func findsTheDelimiter(text: String, delimiter: TableFormat.Delimiter, width: Int) throws {
    let reader = try TableReader(bytes: Array(text.utf8), name: "t")
    #expect(reader.format == .csv(delimiter))
    #expect(reader.columnNames.count == width)
  }

  @Test func readsNumbers() throws {
    let table = try numberTable(
      "a,b\n1.5,\"1,024\"\n,  \nnan,-inf\nN/A,\"\"\"7\"\"\"\nx,\" 7B \"\n")
    #expect(table.numbers(0).map(\.description) == ["1.5", "nan", "nan", "nan", "nan"])
    #expect(
      table.numbers(1).map(\.description) == ["1024.0", "nan", "-inf", "nan", "7000000000.0"])
    #expect(
      table.unreadableCells == [
        CellIndex(row: 3, column: 0), CellIndex(row: 3, column: 1), CellIndex(row: 4, column: 0),
      ])
    #expect(table.cellText(row: 3, column: 1) == "\"7\"")
    #expect(table.cellText(row: 3, column: 0) == "N/A")
  }

  /// `3,14` may be a decimal comma, and so may `1,024`: in a file of semicolons neither is guessed.
  @Test func refusesCommasAmongSemicolons() throws {
    let table = try numberTable("a;b\n3,14;1,024\n3.14;1024")
    #expect(table.numbers(0).map(\.description) == ["nan", "3.14"])
    #expect(table.unreadableCells == [CellIndex(row: 0, column: 0), CellIndex(row: 0, column: 1)])
  }

  @Test func readsOnlyWhatIsAskedForInThatOrder() throws {
    let reader = try TableReader(bytes: Array("a,b,c\nx,1,y\nx,2,z\n".utf8), name: "t")
    let table = try reader.read([
      ColumnRequest(index: 2, kind: .text), ColumnRequest(index: 1, kind: .number),
      ColumnRequest(index: 1, kind: .text), ColumnRequest(index: 0, kind: .text),
    ])
    #expect(table.rowCount == 2)
    #expect(table.columns.count == 4)
    #expect(table.texts(0).values == ["y", "z"])
    #expect(table.numbers(1) == [1, 2])
    #expect(table.texts(2)[1] == "2")
    #expect(table.texts(3) == TextColumn(values: ["x"], codes: [0, 0]))
    #expect(try reader.read([]).rowCount == 2)
  }

  @Test func locatesCells() throws {
    let table = try numberTable(
      "\u{FEFF}a,b,c\r\n\r\n\"é\n🦙x\",\"q\", z\rü,2,3\n")
    #expect(table.line(ofRow: 0) == 3)
    #expect(table.line(ofRow: 1) == 5)
    #expect(table.location(row: 0, column: 0) == Origin(file: "t", line: 3, column: 1))
    #expect(table.location(row: 0, column: 1) == Origin(file: "t", line: 4, column: 5))
    #expect(table.location(row: 0, column: 2) == Origin(file: "t", line: 4, column: 9))
    #expect(table.location(row: 1, column: 1).description == "t:5:3")
    #expect(table.cellText(row: 0, column: 0) == "é\n🦙x")
    #expect(table.cellText(row: 0, column: 2) == " z")
  }
}
