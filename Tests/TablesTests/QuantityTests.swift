import Tables
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

@Suite struct QuantityTests {
  private static let quantities: [(String, Double)] = [
    ("70B", 70e9), ("1.4T", 1.4e12), ("6.7e9", 6.7e9), ("1,024", 1024), ("40.3%", 0.403),
    ("12M", 12e6), ("32.0K", 32_000), ("7k", 7000), ("0", 0), ("-0", -0.0), ("+5", 5), (".5", 0.5),
    ("5.", 5), ("1E+3", 1000), ("1e-3", 0.001), (" \t2.5 ", 2.5), ("70 B", 70e9), ("1.5e3M", 1.5e9),
    ("1,234,567.8", 1_234_567.8), ("-1,000%", -10), ("9,999,999,999,999,999,999,999", 1e22),
    ("9223372036854775808", 0x1p63), ("18446744073709551616", 0x1p64),
    ("18446744073709551615", 0x1p64),
    ("123456789012345678901234567890", 123_456_789_012_345_677_877_719_597_056),
    ("inf", .infinity), ("-Infinity", -.infinity), ("INF", .infinity), ("1e400", .infinity),
    ("1e-400", 0), ("5e-324", .leastNonzeroMagnitude), ("2.4e-324", 0),
    ("1e99999999999999999999", .infinity),
    ("0e99999999999999999999", 0), ("1e-99999999999999999999", 0),
    ("000000000000000000000000000001.5", 1.5), ("0.00000000000000000000000000015", 1.5e-28),
  ]

  @Test(arguments: quantities)
  func reads(text: String, value: Double) {
    #expect(parseQuantity(text)?.bitPattern == value.bitPattern, "\(text)")
  }

  @Test(arguments: ["nan", "NaN", "-NaN", "NAN"]) func readsNaN(text: String) {
    #expect(parseQuantity(text)?.isNaN == true)
  }

  private static let others: [String] = [
    "", " ", "-", "+", ".", "-.", "e5", "1e", "1e+", "1,02", "1,0245", "0,123", "1234,567",
    "1,234,",
    ",123", "1,,234", "1.5,000", "1,234.5,678", "1_000", "7m", "7b", "7G", "7KB", "7 K B", "0x10",
    "N/A",
    "NA", "null", "true", "--5", "+-5", "1 000", "1.2.3", "1-2", "5%%", "K", "%", "in", "infinit",
    "infinity1", "12:30", "１２", "2024-01-01", "1e5.5", "\u{B}5", "nan5", "(5)", "$5", "5\n", "−5",
  ]

  @Test(arguments: others)
  func refuses(text: String) {
    #expect(parseQuantity(text) == nil, "\(text)")
  }

  /// Every exponent of the table of powers, so that each of its entries is put to use.
  @Test func agreesWithStrtodForEveryExponent() {
    var generator = SeededGenerator(seed: 1)
    for exponent in -400...400 {
      for _ in 0..<500 {
        let digits =
          UInt64.random(in: 0...UInt64.max, using: &generator)
          >> UInt64.random(in: 0..<64, using: &generator)
        expectSameAsStrtod("\(digits)e\(exponent)")
      }
    }
  }

  @Test func agreesWithStrtodForRandomDoubles() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<300_000 {
      let value = Double(bitPattern: generator.next() & 0x7FFF_FFFF_FFFF_FFFF)
      guard value.isFinite else { continue }
      let text = "\(value)"
      #expect(parseQuantity(text)?.bitPattern == value.bitPattern, "\(text)")
    }
  }

  @Test func agreesWithStrtodForRandomDigits() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<300_000 {
      let count = Int.random(in: 1...40, using: &generator)
      var text = (0..<count).map { _ in
        String(Int.random(in: 0...9, using: &generator))
      }.joined()
      if Bool.random(using: &generator) {
        let point = text.index(
          text.startIndex, offsetBy: Int.random(in: 0...count, using: &generator))
        text.insert(".", at: point)
      }
      if Bool.random(using: &generator) {
        text += "e\(Int.random(in: -340...320, using: &generator))"
      }
      expectSameAsStrtod(text)
    }
  }

  /// Numbers exactly between two doubles, and a hair beside that.
  ///
  /// With q ≥ 0, w · 10^q is a tie if w · 5^q is odd and has 54 bits; with k ≤ 4, w · 10^−k is one if
  /// w = h · 5^k with h odd and of 54 bits.
  @Test func agreesWithStrtodHalfway() {
    var generator = SeededGenerator(seed: 4)
    var power: UInt64 = 1
    for q in 0...22 {
      let lowest = (1 << 53 - 1) / power + 1
      for _ in 0..<2000 {
        let w = UInt64.random(in: lowest..<(1 << 54 / power), using: &generator) | 1
        expectSameAsStrtodAround(digits: w, exponent: q)
        if q <= 4 {
          let h = UInt64.random(in: 1 << 53..<1 << 54, using: &generator) | 1
          expectSameAsStrtodAround(digits: h * power, exponent: -q)
        }
      }
      power *= 5
    }
  }

  private func expectSameAsStrtodAround(digits: UInt64, exponent: Int) {
    expectSameAsStrtod("\(digits)e\(exponent)")
    expectSameAsStrtod("\(digits).00000000000000000000000000000001e\(exponent)")
    expectSameAsStrtod("\(digits - 1).99999999999999999999999999999999e\(exponent)")
    expectSameAsStrtod("\(digits)000000000000e\(exponent - 12)")
  }

  private func expectSameAsStrtod(_ text: String) {
    let expected = strtod(text, nil)
    if parseQuantity(text)?.bitPattern != expected.bitPattern {
      Issue.record("\(text) is \(expected)")
    }
  }
}
