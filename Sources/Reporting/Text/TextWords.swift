/// The parts of a text that a line break must not divide: words, and what belongs together, such as a
/// number and its unit, an interval, or the factors of a term.
struct TextWords {
  /// The parts in order, each without blanks at its ends.
  let parts: [String]

  /// The parts of `text`; runs of blanks count as one, and a part that would be longer than `longest` is
  /// divided at its blanks.
  init(_ text: String, longest: Int = .max) {
    var parts: [String] = []
    var current: [String] = []
    func close() {
      let joined = current.joined(separator: " ")
      parts += joined.count > longest ? current : [joined]
    }
    for word in text.split(separator: " ").map(String.init) {
      if current.isEmpty || Self.belongTogether(current, word) {
        current.append(word)
      } else {
        close()
        current = [word]
      }
    }
    if !current.isEmpty { close() }
    self.parts = parts
  }

  /// The parts of a cell of a table, whose blanks at the start are kept.
  init(cell: String, longest: Int) {
    let words = TextWords(cell, longest: longest)
    let blanks = String(cell.prefix { $0 == " " })
    parts = words.parts.enumerated().map { $0.offset == 0 ? blanks + $0.element : $0.element }
  }

  /// Whether `word` must follow the words of a part on the same line.
  private static func belongTogether(_ words: [String], _ word: String) -> Bool {
    guard let last = words.last else { return false }
    return isInInterval(words) || leading.contains(last) || joining.contains(last)
      || joining.contains(word) || (endsInDigit(last) && isUnit(word)) || isReference(word)
      || isInRange(words, word) || isValue(word, of: words)
  }

  /// Whether `word` is the number that a symbol has, such as `1.40` after `D`.
  private static func isValue(_ word: String, of words: [String]) -> Bool {
    guard words.count == 1, let symbol = words[0].first, words[0].count == 1 else { return false }
    return symbol.isUppercase && startsWithDigit(word)
  }

  /// Whether `word` continues a range of numbers, such as `57.3 M to 16.2 B`.
  private static func isInRange(_ words: [String], _ word: String) -> Bool {
    guard let last = words.last else { return false }
    if word == "to" { return endsInDigit(last) || (words.count > 1 && isUnit(last)) }
    return last == "to" && words.count > 1 && startsWithDigit(word)
  }

  /// Operators that stay with what follows: a formula breaks before them.
  private static let leading: Set<String> = ["+", "-", "−", "±", "≤", "≥", "<", ">"]

  /// Operators that stay with both sides.
  private static let joining: Set<String> = ["/", "*", "·", "×", "^", "=", "∝", "≈"]

  private static let units: Set<String> = [
    "k", "M", "B", "T", "%", "×", "W", "kW", "MW", "GW", "TW", "J", "Wh", "kWh", "MWh", "GWh",
    "TWh", "FLOP", "TFLOP/s", "tCO2e", "gCO2e", "gCO2e/kWh", "kB", "MB", "GB", "GB/s", "kg",
  ]

  private static func isUnit(_ word: String) -> Bool {
    units.contains(String(word.prefix { !",;.:)]".contains($0) }))
  }

  private static func startsWithDigit(_ word: String) -> Bool {
    word.first.map { "+-−0123456789∞".contains($0) } ?? false
  }

  private static func endsInDigit(_ word: String) -> Bool {
    word.last.map { $0.isASCII && $0.isNumber } ?? false
  }

  /// Whether an interval is open at the end: `[52.2 B,` without its upper end.
  private static func isInInterval(_ words: [String]) -> Bool {
    guard let first = words.lastIndex(where: { $0.hasPrefix("[") }) else { return false }
    let rest = words[first...]
    let isNumber = rest.first.map { startsWithDigit(String($0.dropFirst())) } ?? false
    return isNumber && rest.count <= 4 && !rest.contains { $0.contains("]") || $0.contains("∞)") }
  }

  /// Whether a word refers to a note: `[3]`.
  private static func isReference(_ word: String) -> Bool {
    word.wholeMatch(of: /\[[0-9]{1,3}\][,;.:)]?/) != nil
  }
}
