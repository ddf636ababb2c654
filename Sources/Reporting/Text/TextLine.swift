import Escaping

/// A line of text, and how it stands out where there are colours.
struct TextLine: Equatable {
  /// How a line stands out: always together with words that say the same, since not everyone sees
  /// colours.
  enum Emphasis: String {
    /// Not at all.
    case none = "0"
    /// What the text is about.
    case strong = "1"
    /// What can be passed over at first.
    case faint = "2"
    /// What went well.
    case good = "32"
    /// What went wrong.
    case bad = "31"
    /// What has to be borne in mind.
    case caution = "33"
  }

  let text: String
  var emphasis = Emphasis.none

  /// The line as a terminal is sent it; control characters, which a name in a file may hold, are
  /// spelt out so that they cannot drive the terminal.
  func text(on page: TextPage) -> String {
    let escaped = text.escapingControlCharacters()
    // The rendition of ECMA-48, section 8.3.117: "select graphic rendition".
    guard page.hasColours, emphasis != .none, !text.isEmpty else { return escaped }
    return "\u{1B}[\(emphasis.rawValue)m\(escaped)\u{1B}[0m"
  }
}

extension Sequence<String> {
  /// The lines, all with the same emphasis.
  func lines(_ emphasis: TextLine.Emphasis = .none) -> [TextLine] {
    map { TextLine(text: $0, emphasis: emphasis) }
  }
}

extension Sequence<TextLine> {
  /// The lines as text, each with a line break; those that are wider than a page are wrapped.
  func text(on page: TextPage) -> String {
    map { line in
      line.text.escapingControlCharacters().fitted.lines(line.emphasis)
        .map { $0.text(on: page) + "\n" }.joined()
    }.joined()
  }
}
