/// The string literals and comments of a Swift source.
struct SwiftText {
  /// A piece of a source, with the line on which it starts.
  struct Piece {
    var text: String
    var line: Int
  }

  /// The literals; an interpolation is one U+FFFC in its literal, and its own literals come before it.
  private(set) var literals: [Piece] = []
  /// The comments, without their marks.
  private(set) var comments: [Piece] = []

  private let scalars: [Character]
  private var place = 0
  private var line = 1

  init(_ source: String) {
    scalars = Array(source)
    code(until: nil)
  }

  /// Reads code up to the parenthesis that closes an interpolation, or to the end.
  private mutating func code(until closing: Character?) {
    var depth = 0
    while place < scalars.count {
      if starts("//") {
        comment(endingAt: "\n")
      } else if starts("/*") {
        comment(endingAt: "*/")
      } else if let hashes = literalStart {
        literal(hashes: hashes)
      } else {
        let next = scalars[place]
        if closing != nil {
          if next == "(" { depth += 1 }
          if next == ")" {
            if depth == 0 { return }
            depth -= 1
          }
        }
        advance()
      }
    }
  }

  private mutating func comment(endingAt end: String) {
    let start = line
    advance(2)
    while place < scalars.count, scalars[place] == "/" { advance() }
    var text = ""
    while place < scalars.count, !starts(end) {
      text.append(scalars[place])
      advance()
    }
    if end != "\n" { advance(end.count) }
    comments.append(Piece(text: text, line: start))
  }

  /// The number of `#` before a literal that starts here; `nil` if none does.
  private var literalStart: Int? {
    var end = place
    while end < scalars.count, scalars[end] == "#" { end += 1 }
    return end < scalars.count && scalars[end] == "\"" ? end - place : nil
  }

  private mutating func literal(hashes: Int) {
    let start = line
    let marks = String(repeating: "#", count: hashes)
    advance(hashes)
    let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
    advance(quotes.count)
    var text = ""
    while place < scalars.count, !starts(quotes + marks) {
      if starts("\\" + marks + "(") {
        advance(hashes + 2)
        code(until: ")")
        advance()
        text.append("\u{FFFC}")
      } else if starts("\\" + marks) {
        advance(hashes + 1)
        // An escape; what it stands for does not matter here.
        text.append(" ")
        advance()
      } else {
        text.append(scalars[place])
        advance()
      }
    }
    advance(quotes.count + hashes)
    literals.append(Piece(text: text, line: start))
  }

  private func starts(_ text: String) -> Bool {
    var at = place
    for character in text {
      guard at < scalars.count, scalars[at] == character else { return false }
      at += 1
    }
    return true
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where place < scalars.count {
      if scalars[place].isNewline { line += 1 }
      place += 1
    }
  }
}
