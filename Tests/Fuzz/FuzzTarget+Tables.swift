import Diagnostics
import Foundation
import Tables

extension FuzzTarget {
  /// Tables with commas, semicolons or tabs.
  static let csv = FuzzTarget(
    name: "csv",
    seeds: [
      "a,b,c\n1,\"x\"\"y\",3\r\n\"p\nq\",5%,\"1,024\"\n", "a;b\r1,5;7B\r\"\";\"\"\"\"\r",
      "\u{FEFF}x\ty\n\n1\t2\n123456789012345678901234567890\t1e308\n",
      "parameters,tokens,loss\n70B,1.4T,1.97\n1e9,2e10,2.5\n",
      // Far enough into the text for numbers to be read many bytes at a time.
      "parameters,tokens,gradient norm\n1234567,-2097152.5,0.12345678901234567\n\"9\",2.5E-05,12345678.25\n",
    ],
    fragments: [
      "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "1,234", "9", "00000000000000000000", ".",
      "e", "e-", "%", "K", "nan", "inf", "é", "\0", " ", "\u{FEFF}", "\u{1B}[31m",
    ],
    check: checkTable)

  /// Objects, one a line.
  static let jsonLines = FuzzTarget(
    name: "json-lines",
    seeds: [
      "{\"a\":1,\"b\":\"x\\u00e9\\n\",\"c\":[1,{\"d\":2}]}\n{\"b\":null,\"a\":-1.5e-3}\n",
      "{\"N\":1e9,\"loss\":2.5}\n{\"loss\":2.25,\"N\":3e9}\n",
    ],
    fragments: [
      "{", "}", "[", "]", ":", "\\", "\\u", "\\ud83e", "\\udd99", "\"", ",", "null", "true", "0",
      "-", "1e400", "\n", "[[[[[[[[", "{\"a\":", "é", "\0",
    ],
    check: checkTable)

  /// Tables that begin like gzip files.
  static let gzip = FuzzTarget(
    name: "gzip", seeds: ["\u{1F}", "\u{1F}\u{8}\0\0\0\0\0\0\u{3}"],
    fragments: ["\0\0\0\0", "\u{3}\0", "\u{1F}", "KLJ", "\u{8}\u{8}"],
    check: { input in
      var bytes = input
      if bytes.count > 1 { bytes[1] = 0x8B }
      try checkTable(bytes)
    })

  /// Reads a table twice and written anew; whatever the bytes, it is the same table, or an error that
  /// says where.
  private static let checkTable: @Sendable ([UInt8]) throws -> Void = { bytes in
    do {
      let reader = try TableReader(bytes: bytes, name: "t")
      let width = reader.columnNames.count
      let numbers = try reader.read((0..<width).map { ColumnRequest(index: $0, kind: .number) })
      let table = try reader.read((0..<width).map { ColumnRequest(index: $0, kind: .text) })
      try expect(table.rowCount == numbers.rowCount, "two readings differ in their rows")
      for column in 0..<width {
        let texts = table.texts(column)
        for row in 0..<table.rowCount {
          let text = texts[row]
          try expect(text == table.cellText(row: row, column: column), "a cell has two texts")
          guard reader.format == .csv(.comma) else { continue }
          let value = numbers.numbers(column)[row]
          let expected = text.isEmpty ? .nan : parseQuantity(text) ?? .nan
          try expect(
            value == expected || (value.isNaN && expected.isNaN), "'\(text)' was read as \(value)")
        }
      }
      if case .csv = reader.format { try checkRewritten(table, names: reader.columnNames) }
    } catch let error as Diagnostic {
      try expect(error.description.hasPrefix("t:"), "an error does not say where: \(error)")
    }
  }

  /// Writes the cells with quotes around each, and reads them again.
  private static func checkRewritten(_ table: Table, names: [String]) throws {
    guard !names.isEmpty else { return }
    func quoted(_ cell: String) -> String {
      "\""
        + cell.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }
    var text = names.map(quoted).joined(separator: ",") + "\n"
    for row in 0..<table.rowCount {
      text += names.indices.map { quoted(table.texts($0)[row]) }.joined(separator: ",") + "\n"
    }
    let reader = try TableReader(bytes: Array(text.utf8), name: "t")
    let again = try reader.read(names.indices.map { ColumnRequest(index: $0, kind: .text) })
    try expect(again.rowCount == table.rowCount, "written anew, a table has other rows")
    for column in names.indices {
      for row in 0..<table.rowCount {
        try expect(
          again.texts(column)[row] == table.texts(column)[row],
          "written anew, a cell has another text")
      }
    }
  }

  /// Numbers with suffixes, against a slow reading of the same grammar.
  static let quantity = FuzzTarget(
    name: "quantity",
    seeds: [
      "70B", "1.4T", "6.7e9", "1,024", "40.3%", "-1.5e-3", "12345678901234567890123", ".5", "nan",
      "1,234,567.25 M", "0.1e-320", "179769313486231580793728971405301e276",
    ],
    fragments: [
      ".", ",", "e", "E-", "+", "-", "0", "1", "9", "000", "k", "K", "M", "B", "T", "%", " ", "\t",
      "inf", "infinity", "x", "é", "99999999999999999999",
    ],
    check: { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { return }
      let (found, expected) = (parseQuantity(text), slowQuantity(text))
      let isSame = found == expected || (found?.isNaN ?? false) && (expected?.isNaN ?? false)
      try expect(isSame, "'\(text)' is \(describe(found)), not \(describe(expected))")
    })

  private static func describe(_ value: Double?) -> String {
    value.map { "\($0)" } ?? "no quantity"
  }

  /// What the grammar of quantities says, by a regular expression and the standard library.
  private static func slowQuantity(_ text: String) -> Double? {
    let blanks: Set<Character> = [" ", "\t"]
    let trimmed = String(
      text.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
    if let match = trimmed.wholeMatch(of: /([+-]?)(?:(nan)|(inf|infinity))/.ignoresCase()) {
      let magnitude = match.output.2 == nil ? Double.infinity : .nan
      return match.output.1 == "-" ? -magnitude : magnitude
    }
    let number =
      /([+-]?)((?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]([+-]?[0-9]+))?[ \t]*([kKMBT%]?)/
      .asciiOnlyDigits()
    guard let match = trimmed.wholeMatch(of: number) else { return nil }
    let scales: [Substring: Int] = ["k": 3, "K": 3, "M": 6, "B": 9, "T": 12, "%": -2]
    let digits = match.output.2.filter { $0 != "," }
    let given = match.output.3.map { Int($0) ?? ($0.hasPrefix("-") ? -1_000_000 : 1_000_000) } ?? 0
    let exponent = min(max(given, -1_000_000), 1_000_000) + (scales[match.output.4] ?? 0)
    // Foundation's reading is correctly rounded, and goes to 0 or infinity beyond the range.
    let magnitude = strtod("\(digits)e\(exponent)", nil)
    return match.output.1 == "-" ? -magnitude : magnitude
  }
}
