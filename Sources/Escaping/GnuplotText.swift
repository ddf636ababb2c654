/// Text in the scripts of gnuplot: as data, never as part of a command.
///
/// gnuplot executes text in backquotes even in a double-quoted string, and expands macros. In a
/// named data block (gnuplot 5.4, "Datafile, special filenames, here documents") lines are taken
/// literally, up to the first that begins with the block's end marker. The texts of a script are in one block at its
/// beginning, each after a bar, which is not in the marker: so no text can end the block. Commands refer
/// to them by number without the bar, as `$text[3][2:*]`. Characters that a block or the XML of a drawing
/// cannot contain are spelled out.
public struct GnuplotText {
  private var lines: [String] = []

  /// No texts.
  public init() {}

  /// Adds a text.
  ///
  /// - Returns: The expression by which a command refers to it.
  public mutating func add(_ text: String) -> String {
    lines.append("|" + Self.line(text))
    return "$text[\(lines.count)][2:*]"
  }

  /// The block; empty if there are no texts.
  public var block: [String] {
    guard !lines.isEmpty else { return [] }
    return ["$text << end_of_text"] + lines + ["end_of_text"]
  }

  /// Text without mark-up for gnuplot's enhanced mode: "Enhanced text mode" lists the special characters.
  public static func literal(_ text: String) -> String {
    text.cut(to: longest).unicodeScalars.map {
      "^_{}@&~\\".unicodeScalars.contains($0) ? "\\\($0)" : String($0)
    }
    .joined()
  }

  /// The text without the characters added by ``literal(_:)``.
  public static func plain(_ enhanced: String) -> String {
    var plain = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in enhanced.unicodeScalars {
      if scalar == "\\", !isEscaped {
        isEscaped = true
      } else {
        isEscaped = false
        plain.append(scalar)
      }
    }
    return String(plain)
  }

  /// The maximum number of Unicode scalars in a text of a figure, without mark-up.
  private static let longest = 1000

  private static func line(_ text: String) -> String {
    // Mark-up from literal(_:) and titles is not cut.
    text.cut(to: 2 * longest + 100).unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}": " "
      // U+FFFE and U+FFFF are not XML characters, and the SVG drawing is XML.
      case "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
      case _ where scalar.isControlInMessages:
        "(U+\(String(scalar.value, radix: 16, uppercase: true)))"
      default: String(scalar)
      }
    }.joined()
  }
}
