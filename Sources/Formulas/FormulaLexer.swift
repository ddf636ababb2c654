/// Splits a formula into tokens.
struct FormulaLexer {
  private let text: String
  private let characters: [Character]
  private var position = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  /// All tokens; the last is the end.
  mutating func tokens() throws(FormulaError) -> [FormulaToken] {
    var tokens: [FormulaToken] = []
    while true {
      while let next = peek(), next.isWhitespace { position += 1 }
      let start = position
      let kind = try kind()
      let source = String(characters[start..<position])
      tokens.append(FormulaToken(kind: kind, offset: start, source: source))
      if kind == .end { return tokens }
    }
  }

  private func peek(_ ahead: Int = 0) -> Character? {
    position + ahead < characters.count ? characters[position + ahead] : nil
  }

  private mutating func kind() throws(FormulaError) -> FormulaToken.Kind {
    guard let first = peek() else { return .end }
    if first == "`" { return try quotedName() }
    if isDigit(first) || (first == "." && isDigit(peek(1))) { return try number() }
    let start = position
    if first.isLetter || first == "_" {
      while let next = peek(), next.isLetter || next.isNumber || next == "_" || next == "." {
        position += 1
      }
      return .name(String(characters[start..<position]))
    }
    if first == "<" || first == ">" {
      position += peek(1) == "=" ? 2 : 1
      return .comparison(String(characters[start..<position]))
    }
    guard "+-*/^(),=".contains(first) else {
      throw FormulaError(
        "'\(first.shown)' has no meaning in a formula", in: text, offset: start,
        fix: remedy(for: first))
    }
    position += 1
    return .symbol(first)
  }

  private func remedy(for character: Character) -> String {
    switch character {
    case "−", "–": "write minus as -"
    case "×", "·", "⋅", "∙": "write a product with *"
    case "÷": "write a quotient with /"
    case "[", "]", "{", "}": "write parentheses as ( and )"
    case "≤": "write <="
    case "≥": "write >="
    default: "put column names with such characters between backticks"
    }
  }

  private mutating func quotedName() throws(FormulaError) -> FormulaToken.Kind {
    let start = position
    position += 1
    while let next = peek(), next != "`" { position += 1 }
    guard peek() != nil else {
      throw FormulaError(
        "unterminated name", in: text, offset: start, fix: "close it with a backtick")
    }
    position += 1
    guard position - start > 2 else {
      throw FormulaError(
        "empty name", in: text, offset: start, fix: "write a name between the backticks")
    }
    return .quotedName(String(characters[(start + 1)..<(position - 1)]))
  }

  private mutating func number() throws(FormulaError) -> FormulaToken.Kind {
    let start = position
    skipDigits()
    if peek() == "." {
      position += 1
      skipDigits()
    }
    if let letter = peek(), letter == "e" || letter == "E" {
      let isSigned = peek(1) == "+" || peek(1) == "-"
      if isDigit(peek(isSigned ? 2 : 1)) {
        position += isSigned ? 2 : 1
        skipDigits()
      }
    }
    let source = String(characters[start..<position])
    guard let value = Double(source.hasSuffix(".") ? source + "0" : source), value.isFinite else {
      throw FormulaError(
        "the number '\(source)' is too large", in: text, offset: start,
        why: "the largest double is 1.8e308")
    }
    return .number(value)
  }

  private mutating func skipDigits() {
    while isDigit(peek()) { position += 1 }
  }

  private func isDigit(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character >= "0" && character <= "9" && character.isASCII
  }
}
