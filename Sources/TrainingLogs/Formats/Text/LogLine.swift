import Tables

/// The fields of a line of text: names followed by numbers.
///
///     iteration 200/ 148693 | learning rate: 2.8E-05 | lm loss: 8.86E+00 |
///     step 250: train loss 2.0, val loss 2.1
///     s:12 trl:9.79 lr:0.000011 norm:3.01
///      10%|#         | 10/100 [00:10<01:30,  1.00it/s, loss=3.5]
///
/// A field ends at `|`, `,` or `;`, or with its number. Text in parentheses is ignored.
struct LogLine {
  /// The step of the line, and the planned number of steps if it is `step/steps`.
  private(set) var step: Double?
  private(set) var plannedSteps: Double?
  /// The name of the step: `step`, `iteration`, `iter` or `s`; empty in a progress bar.
  private(set) var stepWord = ""
  /// The words before the step.
  private(set) var prefix: [String] = []
  /// Whether the line begins with the step.
  private(set) var fields: [(name: String, value: Double)] = []
  /// Whether the fields are separated by `|`.
  private(set) var hasBars = false

  /// Whether the last number read was the step.
  private var isAfterStep = false
  /// The last unnamed number, and its divisor.
  private var progress: (done: Double, of: Double?)?

  private static let stepWords: Set<String> = [
    "step", "iteration", "iter", "s", "global_step", "train_step", "steps", "num_updates",
    "train_num_updates", "valid_num_updates",
  ]
  /// Words with another meaning inside a longer name.
  private static let stepWordsAlone: Set<String> = ["s", "steps"]

  init(_ line: some Collection<UInt8>) {
    var words: [String] = []
    var separator: UInt8?
    var depth = 0
    for token in LogTokens(line) {
      switch token {
      case .mark(UInt8(ascii: "(")): depth += 1
      case .mark(UInt8(ascii: ")")): depth = max(0, depth - 1)
      case _ where depth > 0: continue
      case .mark(let mark):
        switch mark {
        case UInt8(ascii: ":"), UInt8(ascii: "="): separator = mark
        case UInt8(ascii: "|"):
          hasBars = true
          (words, separator) = ([], nil)
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
          (words, separator) = ([], nil)
        case UInt8(ascii: "/"):
          separator = nil
          words = ["/"]
        case UInt8(ascii: "["):
          // The elapsed time of a progress bar follows.
          if step == nil, let progress, let steps = progress.of, progress.done <= steps {
            (step, plannedSteps) = (progress.done, steps)
          }
          separator = nil
        default: separator = nil
        }
      case .word(let word):
        if let value = notANumber(word), separator != nil || words.last.map(isLossWord) == true {
          take(value, &words, &separator)
        } else {
          if separator != nil { words = [] }
          separator = nil
          words.append(word)
        }
      case .number(let value): take(value, &words, &separator)
      case .measure: (words, separator) = ([], nil)
      }
    }
  }

  private mutating func take(_ value: Double, _ words: inout [String], _ separator: inout UInt8?) {
    let followsStep = isAfterStep
    defer { (words, separator) = ([], nil) }
    isAfterStep = false
    guard let last = words.last else {
      progress = (value, nil)
      return
    }
    if last == "/" {
      if followsStep { plannedSteps = value }
      progress?.of = value
      return
    }
    progress = nil
    if step == nil, Self.stepWords.contains(last.lowercased()), value >= 0,
      !Self.stepWordsAlone.contains(last)
        || (prefix.isEmpty && words.count == 1 && separator != nil)
    {
      step = value
      isAfterStep = true
      stepWord = last.lowercased()
      prefix = words.dropLast().map { $0.lowercased() }
      return
    }
    fields.append((words.joined(separator: " "), value))
  }

  private func notANumber(_ word: String) -> Double? {
    switch word.lowercased() {
    case "nan", "-nan": .nan
    case "inf", "infinity", "+inf": .infinity
    case "-inf": -.infinity
    default: nil
    }
  }

  private func isLossWord(_ word: String) -> Bool {
    ["loss", "tel", "trl", "ppl", "perplexity"].contains(word.lowercased())
  }
}

/// Splits a line into words, numbers and punctuation.
private struct LogTokens<Line: Collection<UInt8>>: Sequence, IteratorProtocol {
  enum Token {
    case word(String)
    case number(Double)
    /// A number with a unit, such as `285ms`.
    case measure
    case mark(UInt8)
  }

  private let line: Line
  private var position: Line.Index

  init(_ line: Line) {
    self.line = line
    position = line.startIndex
  }

  mutating func next() -> Token? {
    while position < line.endIndex, line[position] <= 0x20 || isQuote(line[position]) {
      if line[position] == 0x1B { skipEscape() } else { position = line.index(after: position) }
    }
    guard position < line.endIndex else { return nil }
    guard isWordByte(line[position]) else {
      defer { position = line.index(after: position) }
      return .mark(line[position])
    }
    let start = position
    while position < line.endIndex, isWordByte(line[position]) {
      position = line.index(after: position)
    }
    var end = position
    // A full stop, a hyphen or a comma at the end belongs to the sentence.
    while end > start, [UInt8(ascii: "."), UInt8(ascii: "-")].contains(line[before(end)]) {
      end = before(end)
    }
    let text = String(decoding: line[start..<end], as: UTF8.self)
    guard let first = text.utf8.first, first.isNumberStart else { return .word(text) }
    if let value = parseQuantity(text), value.isFinite { return .number(value) }
    let digits = text.prefix { $0.isNumber || "+-.,eE_".contains($0) }
    if let value = parseQuantity(text.replacing("_", with: "")), digits.count == text.count {
      return .number(value)
    }
    // 2024-02-25 and 10:16 are words; 285ms and 37.0GB are measures.
    return Double(text.prefix { $0.isNumber || $0 == "." }) != nil && !text.contains("-")
      ? .measure : .word(text)
  }

  private func before(_ index: Line.Index) -> Line.Index {
    line.index(line.startIndex, offsetBy: line.distance(from: line.startIndex, to: index) - 1)
  }

  private mutating func skipEscape() {
    // A control sequence ends with a letter.
    while position < line.endIndex {
      let byte = line[position]
      position = line.index(after: position)
      if (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) { return }
    }
  }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...:
      true
    default: "_.-+%@".utf8.contains(byte)
    }
  }
}

extension UInt8 {
  fileprivate var isNumberStart: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || "+-.".utf8.contains(self)
  }
}
