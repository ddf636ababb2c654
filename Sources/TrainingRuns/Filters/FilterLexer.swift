import Diagnostics
import Tables

/// Splits the condition of a ``RowFilter`` into tokens.
struct FilterLexer {
  private let text: String
  private let characters: [Character]
  private let location: Origin
  private var position = 0

  init(text: String, location: Origin) {
    self.text = text
    characters = Array(text)
    self.location = location
  }

  /// All tokens; the last is the end.
  mutating func tokens() throws -> [FilterToken] {
    var tokens: [FilterToken] = []
    while true {
      while let next = peek(), next.isWhitespace { position += 1 }
      let start = position
      let kind = try kind()
      tokens.append(
        FilterToken(kind: kind, offset: start, source: String(characters[start..<position])))
      if kind == .end { return tokens }
    }
  }

  private func peek(_ ahead: Int = 0) -> Character? {
    position + ahead < characters.count ? characters[position + ahead] : nil
  }

  private mutating func kind() throws -> FilterToken.Kind {
    guard let first = peek() else { return .end }
    switch first {
    case "`": return .name(try quoted(by: first, "a column's name"))
    case "\"", "'": return .text(try quoted(by: first, "a text"))
    case "<", ">", "=", "!", "&", "|":
      position += 1
      guard let second = peek(), second == "=" || (second == first && "&|".contains(first)) else {
        return .symbol(String(first))
      }
      position += 1
      return .symbol(String([first, second]))
    default: break
    }
    if isDigit(first) || ".+-".contains(first) { return try number() }
    guard first.isLetter || first == "_" else {
      position += 1
      return .symbol(String(first))
    }
    let start = position
    while let next = peek(), next.isLetter || next.isNumber || next == "_" || next == "." {
      position += 1
    }
    return .word(String(characters[start..<position]))
  }

  private mutating func quoted(by quote: Character, _ noun: String) throws -> String {
    let start = position
    position += 1
    while let next = peek(), next != quote { position += 1 }
    guard peek() == quote else {
      throw RowFilter.error(
        "\(noun) is not closed", in: text, offset: start, at: location,
        fix: "close it with \(quote)")
    }
    position += 1
    return String(characters[(start + 1)..<(position - 1)])
  }

  private mutating func number() throws -> FilterToken.Kind {
    let start = position
    position += 1
    while let next = peek() {
      let isExponentSign = "+-".contains(next) && "eE".contains(characters[position - 1])
      guard next.isLetter || isDigit(next) || ".%_".contains(next) || isExponentSign else { break }
      position += 1
    }
    let source = String(characters[start..<position])
    guard let value = parseQuantity(source), !value.isNaN else {
      throw RowFilter.error(
        "'\(source)' is not a number", in: text, offset: start, at: location,
        fix: "write a number such as 3.4, 1e18 or 7B, text in quotes, or a column in backticks")
    }
    return .number(value)
  }

  private func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}
