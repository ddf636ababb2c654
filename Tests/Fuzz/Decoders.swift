/// What other programs make of escaped text, by the rules of their languages alone.
enum Decoders {
  /// The records of a text of CSV by RFC 4180.
  static func csv(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var (record, cell): ([String], [UInt8]) = ([], [])
    var (isQuoted, isStart) = (false, true)
    let bytes = Array(text.utf8)
    var place = 0
    func finished() -> String { String(decoding: cell, as: UTF8.self) }
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          cell.append(byte)
        } else if place < bytes.count, bytes[place] == byte {
          cell.append(byte)
          place += 1
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: "\""), isStart {
        (isQuoted, isStart) = (true, false)
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
        record.append(finished())
        (cell, isStart) = ([], true)
        if byte == UInt8(ascii: "\n") {
          records.append(record)
          record = []
        }
      } else {
        cell.append(byte)
        isStart = false
      }
    }
    return records
  }

  /// The words that a POSIX shell with `$'…'` makes of a command line; `nil` where anything in it would
  /// be expanded or run.
  static func shell(_ line: String) -> [String]? {
    let scalars = Array(line.unicodeScalars)
    var words: [String] = []
    var (word, isWord): ([UInt8], Bool) = ([], false)
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      place += 1
      switch scalar {
      case " ":
        if isWord { words.append(String(decoding: word, as: UTF8.self)) }
        (word, isWord) = ([], false)
        continue
      case "'":
        while place < scalars.count, scalars[place] != "'" {
          word += Array(String(scalars[place]).utf8)
          place += 1
        }
        guard place < scalars.count else { return nil }
        place += 1
      case "$":
        guard place < scalars.count, scalars[place] == "'",
          let (bytes, end) = dollarQuoted(scalars, from: place + 1)
        else { return nil }
        word += bytes
        place = end
      case "\\":
        guard place < scalars.count, scalars[place] == "'" else { return nil }
        word.append(UInt8(ascii: "'"))
        place += 1
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", "=", ":", ",", "+", "@", "%":
        word += Array(String(scalar).utf8)
      default: return nil
      }
      isWord = true
    }
    if isWord { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static func dollarQuoted(
    _ scalars: [Unicode.Scalar], from start: Int
  ) -> (bytes: [UInt8], end: Int)? {
    var bytes: [UInt8] = []
    var place = start
    while place < scalars.count, scalars[place] != "'" {
      guard scalars[place] == "\\" else {
        bytes += Array(String(scalars[place]).utf8)
        place += 1
        continue
      }
      guard place + 1 < scalars.count else { return nil }
      switch scalars[place + 1] {
      case "n": bytes.append(0x0A)
      case "r": bytes.append(0x0D)
      case "t": bytes.append(0x09)
      case "\\", "'": bytes += Array(String(scalars[place + 1]).utf8)
      default:
        guard place + 3 < scalars.count else { return nil }
        let digits = String(String.UnicodeScalarView(scalars[(place + 1)...(place + 3)]))
        guard let byte = UInt8(digits, radix: 8) else { return nil }
        bytes.append(byte)
        place += 2
      }
      place += 2
    }
    return place < scalars.count ? (bytes, place + 1) : nil
  }

  /// The text of a string literal of Python between double quotes; `nil` where it ends early.
  static func python(_ literal: String) -> String? {
    let scalars = Array(literal.unicodeScalars)
    guard scalars.count >= 2, scalars.first == "\"", scalars.last == "\"" else { return nil }
    var text = String.UnicodeScalarView()
    var place = 1
    while place < scalars.count - 1 {
      let scalar = scalars[place]
      place += 1
      guard scalar != "\"", scalar != "\n", scalar != "\r" else { return nil }
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      guard place < scalars.count - 1 else { return nil }
      if scalars[place] == "u" {
        guard place + 4 < scalars.count - 1,
          let value = UInt32(
            String(String.UnicodeScalarView(scalars[(place + 1)...(place + 4)])), radix: 16),
          let decoded = Unicode.Scalar(value)
        else { return nil }
        text.append(decoded)
        place += 5
      } else {
        guard "\\\"".unicodeScalars.contains(scalars[place]) else { return nil }
        text.append(scalars[place])
        place += 1
      }
    }
    return String(text)
  }

  /// The text of HTML without tags; `nil` where there is a tag or an unknown reference.
  static func html(_ html: String) -> String? {
    let references = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]
    var text = ""
    var rest = html.unicodeScalars[...]
    while let scalar = rest.first {
      guard scalar == "&" else {
        guard !"<>\"'".unicodeScalars.contains(scalar) else { return nil }
        text.unicodeScalars.append(scalar)
        rest.removeFirst()
        continue
      }
      guard let end = rest.firstIndex(of: ";"),
        let decoded = references[String(rest[...end])]
      else { return nil }
      text += decoded
      rest = rest[rest.index(after: end)...]
    }
    return text
  }

  /// The text of Markdown in which punctuation has backslashes before it; `nil` where a mark has none.
  static func markdown(_ markdown: String) -> String? {
    var text = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in markdown.unicodeScalars {
      if isEscaped {
        text.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if "`*_[]<>|#&$~\n\r".unicodeScalars.contains(scalar) {
        return nil
      } else {
        text.append(scalar)
      }
    }
    return isEscaped ? nil : String(text)
  }
}
