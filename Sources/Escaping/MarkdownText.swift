/// Text in Markdown for CommonMark 0.31, GitHub and Jupyter notebooks, in which dollar
/// signs delimit mathematics.
public enum MarkdownText {
  /// Plain text without mark-up; line breaks become spaces.
  ///
  /// ASCII punctuation may be backslash-escaped (CommonMark, 2.4).
  public static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.map { place -> String in
      let scalar = scalars[place]
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "&", "$", "~": return "\\\(scalar)"
      case "-", "+", "=":
        return isMarker(scalars, at: place) ? "\\\(scalar)" : String(scalar)
      case ".", ")":
        return isNumbering(scalars, endingAt: place) ? "\\\(scalar)" : String(scalar)
      case "\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}": return " "
      case _ where scalar.isControlInMessages:
        return escaped(String(scalar).escapingControlCharacters())
      default: return String(scalar)
      }
    }.joined()
  }

  /// Text as inline code; its fence is longer than any run of backquotes in it (CommonMark, 6.1).
  public static func code(_ text: String) -> String {
    let text = text.escapingControlCharacters()
    let fence = String(repeating: "`", count: longestRun(in: text) + 1)
    let touches = text.utf8.first == backquote || text.utf8.last == backquote
    return touches ? "\(fence) \(text) \(fence)" : "\(fence)\(text)\(fence)"
  }

  /// Lines as a fenced code block in a language (CommonMark, 4.5).
  public static func block(_ lines: [String], language: String) -> String {
    let text = lines.map { $0.escapingControlCharacters(keeping: ["\n"]) }.joined(separator: "\n")
    let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  private static let backquote = UInt8(ascii: "`")

  private static func longestRun(in text: String) -> Int {
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == backquote ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Whether a character at the start of a text would begin a list item, a rule or a heading.
  private static func isMarker(_ scalars: [Unicode.Scalar], at place: Int) -> Bool {
    guard scalars[..<place].allSatisfy({ $0 == " " }) else { return false }
    guard place + 1 < scalars.count else { return true }
    let next = scalars[place + 1]
    return next == scalars[place] || next.properties.isWhitespace
  }

  /// Whether a text begins with a number that the character at `place` would turn into a list item.
  private static func isNumbering(_ scalars: [Unicode.Scalar], endingAt place: Int) -> Bool {
    let number = scalars[..<place].drop { $0 == " " }
    guard !number.isEmpty, number.allSatisfy({ ("0"..."9").contains($0) }) else { return false }
    return place + 1 == scalars.count || scalars[place + 1].properties.isWhitespace
  }
}
