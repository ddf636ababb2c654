/// CSV cells by RFC 4180 that spreadsheets do not interpret as formulas.
///
/// A cell is quoted, with inner quotes doubled, if it contains a comma, a quote, a line
/// break or a space at either end. A text that a spreadsheet would evaluate begins with an apostrophe, by
/// OWASP's rule against "CSV injection": one whose first character, after any apostrophes, is `=`, `+`,
/// `-`, `@`, their full-width forms, a tab, CR or LF, unless it is a number. Reading removes that
/// apostrophe (``text(ofCell:)``), so that every text round-trips.
public enum CSVCell {
  /// `text` as a cell.
  public static func cell(_ text: String) -> String {
    let bytes = text.utf8
    // Fast path for numbers and plain words, which are nearly all cells.
    let isPlain = bytes.allSatisfy { $0 > 0x20 && $0 < 0x80 && $0 != quote && $0 != comma }
    if isPlain, let first = bytes.first, isLetterOrDigit(first) { return text }
    let text = guarded(text)
    let needsQuotes =
      text.utf8.contains { $0 == quote || $0 == comma || $0 == 0x0A || $0 == 0x0D }
      || text.utf8.first.map(isBlank) ?? false || text.utf8.last.map(isBlank) ?? false
    guard needsQuotes else { return text }
    var quoted = [quote]
    for byte in text.utf8 {
      if byte == quote { quoted.append(quote) }
      quoted.append(byte)
    }
    quoted.append(quote)
    return String(decoding: quoted, as: UTF8.self)
  }

  /// Whether reading removes an apostrophe from the content of a cell, given as UTF-8.
  public static func hasGuard(_ content: Span<UInt8>) -> Bool {
    guard content.count >= 2, content[0] == apostrophe else { return false }
    var place = 1
    while place < content.count, content[place] == apostrophe { place += 1 }
    guard place < content.count else { return false }
    if startsFormula(content[place]) { return true }
    return place + 2 < content.count
      && startsWideFormula(content[place], content[place + 1], content[place + 2])
  }

  /// The text of a cell's content.
  public static func text(ofCell content: String) -> String {
    let bytes = Array(content.utf8)
    return hasGuard(bytes.span) ? String(decoding: bytes.dropFirst(), as: UTF8.self) : content
  }

  /// Whether ``cell(_:)`` could have written the content of a cell: an apostrophe
  /// precedes a formula, and nothing else.
  public static func isGuardedAsWritten(_ content: String) -> Bool {
    guarded(text(ofCell: content)).isExactly(content)
  }

  private static func guarded(_ text: String) -> String {
    isFormula(text.utf8) && !isNumber(text.utf8) ? "'" + text : text
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let apostrophe = UInt8(ascii: "'")

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Whether a spreadsheet would evaluate the text, or reading would remove its apostrophe.
  private static func isFormula(_ bytes: String.UTF8View) -> Bool {
    let rest = bytes.drop { $0 == apostrophe }
    guard let first = rest.first else { return false }
    if startsFormula(first) { return true }
    let three = Array(rest.prefix(3))
    return three.count == 3 && startsWideFormula(three[0], three[1], three[2])
  }

  private static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
    case 0x09, 0x0A, 0x0D: true
    default: false
    }
  }

  /// U+FF0B, U+FF0D, U+FF1D and U+FF20, which some spreadsheets treat as `+`, `-`, `=` and `@`.
  private static func startsWideFormula(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    first == 0xEF && second == 0xBC && [0x8B, 0x8D, 0x9D, 0xA0].contains(third)
  }

  /// Whether the text is a plain decimal number: digits, a point and an exponent after a sign.
  private static func isNumber(_ bytes: String.UTF8View) -> Bool {
    bytes.allSatisfy { byte in
      (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte)
    } && Double(String(Substring(bytes[...]))) != nil
  }
}
