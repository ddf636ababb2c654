import Diagnostics
import Tables
import Testing

/// Whatever the bytes, there is a table whose parts agree or an ``Diagnostic``, and never a crash.
@Suite struct ArbitraryInputTests {
  private static let seeds = [
    "a,b,c\n1,\"x\"\"y\",3\r\n\"p\nq\",5%,1,024\n",
    "a;b\r1,5;7B\r\"\";\"\"\"\"\r",
    "{\"a\":1,\"b\":\"x\\u00e9\\n\",\"c\":[1,{\"d\":2}]}\n{\"b\":null,\"a\":-1.5e-3}\n",
    "\u{FEFF}x\ty\n\n1\t2\n123456789012345678901234567890\t1e308\n",
  ]
  private static let fragments: [[UInt8]] =
    [
      "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "{", "}", "[", "]", ":", "\\", "\\u",
      "\\ud83e",
      "1,234", "9", "00000000000000000000", ".", "e", "e-", "%", "K", "nan", "inf", "null", "é",
      "\0", " ",
    ].map { Array($0.utf8) } + [
      [0xFF], [0x80], [0xED, 0xA0, 0x80], [0x1F, 0x8B], [0xEF, 0xBB, 0xBF],
    ]

  @Test(arguments: 0..<8) func neverCrashes(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<2500 {
      var bytes = Array((Self.seeds.randomElement(using: &generator) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let start = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, start + Int.random(in: 0...3, using: &generator))
        bytes.replaceSubrange(
          start..<end, with: Self.fragments.randomElement(using: &generator) ?? [])
      }
      do {
        try expectAgreement(TableReader(bytes: bytes, name: "t"))
      } catch let error as Diagnostic {
        #expect(error.description.hasPrefix("t:"))
      }
    }
  }

  private func expectAgreement(_ reader: TableReader) throws {
    let width = reader.columnNames.count
    let numbers = try reader.read((0..<width).map { ColumnRequest(index: $0, kind: .number) })
    for cell in numbers.unreadableCells {
      let text = numbers.cellText(row: cell.row, column: cell.column)
      if reader.format != .csv(.semicolon) {
        #expect(parseQuantity(text) == nil && !text.isEmpty)
      }
      #expect(numbers.location(row: cell.row, column: cell.column).line ?? 0 > 0)
    }
    let texts = try reader.read((0..<width).map { ColumnRequest(index: $0, kind: .text) })
    #expect(texts.rowCount == numbers.rowCount)
    for column in 0..<width {
      for row in 0..<texts.rowCount {
        #expect(texts.texts(column)[row] == texts.cellText(row: row, column: column))
      }
    }
  }
}
