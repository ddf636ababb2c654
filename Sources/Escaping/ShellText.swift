/// Words quoted for a POSIX shell.
///
/// A word of plain characters stays unquoted; any other is single-quoted, where nothing
/// is special except the quote itself. A word with control characters (a line break would end the comment
/// or line) or bidirectional controls is written `$'…'`, with those bytes in octal:
/// POSIX.1-2024, XCU 2.2.2 and 2.2.4; bash, ksh and zsh agree.
public enum ShellText {
  /// A reserved word of the shell.
  public static func word(_ word: String) -> String {
    if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
    if word.unicodeScalars.contains(where: \.isControlInMessages) { return dollarQuoted(word) }
    return "'"
      + word.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }

  /// A command: its name and the words after it.
  public static func command(_ words: [String]) -> String {
    guard let name = words.first else { return "" }
    // An equals sign in a plain first word would make it an assignment.
    let isAssignment = name.utf8.contains(UInt8(ascii: "=")) && name.utf8.allSatisfy(isPlain)
    return ([isAssignment ? "'\(name)'" : word(name)] + words.dropFirst().map(word))
      .joined(separator: " ")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-_./=:,+@%".utf8.contains(byte)
    }
  }

  private static func dollarQuoted(_ word: String) -> String {
    let escaped = word.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\\": return "\\\\"
      case "'": return "\\'"
      case "\n": return "\\n"
      case "\r": return "\\r"
      case "\t": return "\\t"
      case _ where scalar.isControlInMessages:
        return String(scalar).utf8.map { byte in
          let digits = String(byte, radix: 8)
          return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }.joined()
      default: return String(scalar)
      }
    }
    return "$'\(escaped.joined())'"
  }
}
