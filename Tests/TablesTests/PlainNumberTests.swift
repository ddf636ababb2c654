import Tables
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Numbers without quotes take a way of their own through the reader; it has to lead to the same end as
/// that of quoted ones.
@Suite struct PlainNumberTests {
  private static let fixed = [
    "", " ", "-", ".", "-.", "..", "1.", ".1", "-.5", "1.2.3", "1e", "e5", "1e+", "1e5.5", "1e5e5",
    "1-2",
    "--5", "+5", " 5", "5 ", "0x10", "1_000", "nan", "-inf", "7B", "40.3%", "1 000", "5e-324",
    "1e400",
    "1e-400", "1e00000", "1e000005", "-0", "-0.0", "0.0", "9007199254740993", "9007199254740992.5",
    "1234567890123456", "12345678901234567", "1234567890123456789", "9999999999999999999",
    "18446744073709551616", "0.1234567890123456789", "0.12345678901234567890",
    "123.4567890123456789",
    "999.9999999999999999", "1000.0000000000000000", "12345678.12345678", "123456789.123456789",
    "1234567890.123456789012345678", "000000000000000000000001.5", "0.000000000000000000000001",
    "123456789012345.67e-12", "1.7976931348623157e308", "2.2250738585072014e-308", "1.5e1000000",
  ]

  @Test func readsWhatTheParserReads() throws {
    try expectSameAsParser(Self.fixed)
  }

  @Test(arguments: 0..<8) func readsWhatTheParserReadsOfRandomText(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let alphabet = Array("01234567890123456789....eE+-x% ")
    try expectSameAsParser(
      (0..<20_000).map { _ in
        let length = Int.random(in: 0...28, using: &generator)
        return String((0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "0" })
      })
  }

  @Test(arguments: 0..<8) func readsWhatStrtodReads(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let texts = (0..<20_000).map { _ in
      var digits = (0..<Int.random(in: 1...21, using: &generator)).map { _ in
        Character(String(Int.random(in: 0...9, using: &generator)))
      }
      if Bool.random(using: &generator) {
        digits.insert(".", at: Int.random(in: 0...digits.count, using: &generator))
      }
      let sign = Bool.random(using: &generator) ? "-" : ""
      let exponent = Int.random(in: -330...330, using: &generator)
      return sign + String(digits) + (Bool.random(using: &generator) ? "e\(exponent)" : "")
    }
    let table = try plainTable(texts)
    for (text, value) in zip(texts, table.numbers(0))
    where value.bitPattern != strtod(text, nil).bitPattern {
      Issue.record("\(text) is read as \(value)")
    }
  }

  private func expectSameAsParser(_ texts: [String]) throws {
    let table = try plainTable(texts)
    let unreadable = Set(table.unreadableCells.filter { $0.column == 0 }.map(\.row))
    for (row, text) in texts.enumerated() {
      let expected = parseQuantity(text)
      let isBlank = text.allSatisfy { $0 == " " }
      #expect(unreadable.contains(row) == (expected == nil && !isBlank), "\(text)")
      #expect(table.numbers(0)[row].bitPattern == (expected ?? .nan).bitPattern, "\(text)")
    }
  }

  /// The texts as the first of two columns, and far enough from the begin of the table.
  private func plainTable(_ texts: [String]) throws -> Table {
    try numberTable("a column of numbers,y\n" + texts.map { "\($0),0\n" }.joined())
  }
}
