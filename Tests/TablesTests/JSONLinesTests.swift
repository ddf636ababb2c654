import Diagnostics
import Tables
import Testing

@Suite struct JSONLinesTests {
  @Test func readsObjects() throws {
    let text = """
      \u{FEFF}{"N": 7e9, "name":"a\\"\\u00e9\\ud83e\\udd99\\n\\/", "x": null, "ok": true}

      {"name": "70B", "late": NaN, "N": 1.5}\r
        { }
      {"late":-Infinity,"x":[1,{"y":"]"}],"\\u004e":12345678901234567890}
      """
    let reader = try TableReader(bytes: Array(text.utf8), name: "t")
    #expect(reader.format == .jsonLines)
    #expect(reader.columnNames == ["N", "name", "x", "ok", "late"])
    let table = try reader.read([
      ColumnRequest(index: 0, kind: .number), ColumnRequest(index: 1, kind: .text),
      ColumnRequest(index: 2, kind: .number), ColumnRequest(index: 3, kind: .text),
      ColumnRequest(index: 4, kind: .number), ColumnRequest(index: 2, kind: .text),
      ColumnRequest(index: 1, kind: .number),
    ])
    #expect(table.rowCount == 4)
    #expect(
      table.numbers(0).map(\.description) == [
        "7000000000.0", "1.5", "nan", "1.2345678901234567e+19",
      ])
    #expect((0..<4).map { table.texts(1)[$0] } == ["a\"é🦙\n/", "70B", "", ""])
    #expect((0..<4).map { table.texts(3)[$0] } == ["true", "", "", ""])
    #expect(table.numbers(4).map(\.description) == ["nan", "nan", "nan", "-inf"])
    #expect(table.texts(5)[3] == "[1,{\"y\":\"]\"}]")
    #expect(table.numbers(6)[1] == 70e9)
    #expect(table.unreadableCells == [CellIndex(row: 0, column: 6), CellIndex(row: 3, column: 2)])
    #expect(table.cellText(row: 0, column: 6) == "a\"é🦙\n/")
    #expect(table.location(row: 0, column: 6).description == "t:1:19")
    #expect(table.location(row: 3, column: 2).description == "t:5:23")
    #expect(table.location(row: 2, column: 2).description == "t:4:1")
    #expect(table.cellText(row: 2, column: 2) == "")
    #expect((0..<4).map(table.line(ofRow:)) == [1, 3, 4, 5])
  }

  private static let faults: [(String, String)] = [
    ("{\n  \"a\": 1\n}", "t:1:2: expected a key between quotes"),
    ("{\"a\": 1}\n[1]", "t:2:1: expected an object, '{'"),
    ("{\"a\": 1} {\"a\": 2}", "t:1:10: text follows the object"),
    ("{\"a\": 1,}", "t:1:9: expected a key between quotes"),
    ("{\"a\" 1}", "t:1:6: expected ':' after a key"),
    ("{\"a\": 1 \"b\": 2}", "t:1:9: expected ',' or '}' after a value"),
    ("{\"a\": 70B}", "t:1:7: expected a value"),
    ("{\"a\": .5}", "t:1:7: expected a value"),
    ("{\"a\": None}", "t:1:7: expected a value"),
    ("{\"a\": }", "t:1:7: expected a value"),
    ("{\"a\":", "t:1:6: expected a value"),
    ("{\"a\": \"x\n\"}", "t:1:7: unclosed quote"),
    ("{\"a\": \"x", "t:1:7: unclosed quote"),
    ("{\"a\": \"é\\x\"}", "t:1:9: not a JSON escape"),
    ("{\"a\": \"\\u12G4\"}", "t:1:8: not a JSON escape"),
    // Half a pair is no character.
    ("{\"a\": \"\\ud800\"}", "t:1:8: not a JSON escape"),
    ("{\"a\": \"\\udc00\"}", "t:1:8: not a JSON escape"),
    ("{\"a\": \"\\ud83d\\u0041\"}", "t:1:8: not a JSON escape"),
    ("{\"a\": \"\0\"}", "t:1:8: a control character in a string"),
    ("{\"a\": [1,\n2]}", "t:1:7: a value that continues past the end of its line"),
    ("{\"a\": [\"\\\"]", "t:1:8: unclosed quote"),
  ]

  @Test(arguments: faults)
  func saysWhereItBreaks(text: String, expected: String) {
    let description = complaint { _ = try TableReader(bytes: Array(text.utf8), name: "t") }
    #expect(
      description == expected + """

          why: JSON Lines has one object on each line
          fix: correct the line; convert a pretty-printed file or an array with jq -c
        """)
  }
}
