import Statistics

/// Changes of JSON that mostly leave it JSON, so that they get past its reader.
enum JSONMutation {
  private static let values = [
    "0", "-0", "-1", "1", "1e308", "-1e308", "1e-308", "5e-324", "1e400", "9007199254740993",
    "18446744073709551616", "0.1", "null", "true", "false", "[]", "{}", "\"\"", "\"x\"",
    "[null]", "[1e300, -1e300]", "{\"a\": 1}", "[[[[[[[[[[]]]]]]]]]]",
  ]
  private static let texts = [
    "", "</script>", "`id`", "$(id)", "\\u0000", "\\u001b[31m", "\\ud83e\\udd99", "\\u202e", "%s%n",
    "=1+1", "..", "/etc/passwd", "E", "N", "alpha", "nan", "E + A / N^alpha", "log(", "compute",
    "huber:0.001", "squares", "\\r\\n", "a\\u0301", "-", "_", "\\\\input{x}", "1e400",
  ]

  /// Changes one value, or the order, the number or the form of some.
  static func apply(to bytes: inout [UInt8], from stream: inout RandomStream) {
    let tokens = tokens(of: bytes)
    guard !tokens.isEmpty else { return }
    let index = stream.index(below: tokens.count)
    let token = tokens[index]
    switch stream.index(below: 6) {
    case 0:
      bytes.replaceSubrange(token, with: values[stream.index(below: values.count)].utf8)
    case 1:
      let text = texts[stream.index(below: texts.count)]
      bytes.replaceSubrange(token, with: "\"\(text)\"".utf8)
    case 2:
      let digits = stream.index(below: 700) - 350
      bytes.replaceSubrange(token, with: "1.5e\(digits)".utf8)
    case 3:
      // Another value of the document.
      bytes.replaceSubrange(token, with: bytes[tokens[stream.index(below: tokens.count)]])
    case 4:
      // A value once more, or many times: lists of other lengths, keys that are there twice.
      let copies = Array(repeating: Array(bytes[token]), count: 1 + stream.index(below: 9))
      bytes.insert(contentsOf: copies.flatMap { $0 + Array(", ".utf8) }, at: token.lowerBound)
    default:
      // From a value to one of the next: without what was between them.
      let last = tokens[min(index + 1 + stream.index(below: 3), tokens.count - 1)]
      bytes.removeSubrange(token.lowerBound..<last.lowerBound)
    }
  }

  /// Where the strings, numbers, truth values and nulls are.
  private static func tokens(of bytes: [UInt8]) -> [Range<Int>] {
    var tokens: [Range<Int>] = []
    var place = 0
    while place < bytes.count {
      let start = place
      switch bytes[place] {
      case UInt8(ascii: "\""):
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, bytes.count)
        tokens.append(start..<place)
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        while place < bytes.count, isWord(bytes[place]) { place += 1 }
        tokens.append(start..<place)
      default: place += 1
      }
    }
    return tokens
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
    }
  }
}
