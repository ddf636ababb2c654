import Foundation

/// Phrases to avoid in texts that people read.
enum Phrasing {
  /// The phrases of a text, each with the words around it.
  static func matches(in text: String) -> [String] {
    matches(of: all, in: text)
  }

  /// The verb that comments also avoid, in all its forms.
  static func telling(in text: String) -> [String] {
    matches(of: [tell], in: text)
  }

  private static let tell = #"\b(tells?|told)\b"#

  private static let all = [
    tell,
    // Idiom.
    #"\bto be had\b"#, #"\bowed to\b"#, #"\bunasked\b"#, #"\bcome by\b"#, #"\bgravest\b"#,
    #"\b(has|have) to be (said|borne)\b"#, #"\bof (theirs|its own accord)\b"#,
    #"\bLook out at\b"#, #"\bstands? instead of\b"#, #"\bbe made at most\b"#,
    #"\bWhose data cent(re|er)\b"#, #"\bwhose fault\b"#, #"\bthose of more\b"#,
    // Terms.
    #"\bpromises?\b"#, #"\bbootstrap was asked for\b"#, #"\basked for .*bootstrap\b"#,
    #"\btaken as exact\b"#, #"\bgiven, not estimated\b"#, #"\bfollows from what is given\b"#,
    #"\b\d+ universes\b"#, #"\bwithin\d_\d\b"#, #"\bhardly determines?\b"#,
    #"\bidle over busy\b"#, #"\boutside the fitted runs, in decades\b"#,
    #"\bleast absolute deviations that they are\b"#,
    #"\bby --[a-z]"#, #"\bof its least\b"#, #"\bas declared\b"#, #"\bthat are no \w+s\b"#,
    #"\bthe same with\b"#, #"\bdropped anew\b"#, #"\bquantile 0?\.\d"#, #"\bas an exact value\b"#,
    #"\bdata cent(re|er)s of the\b"#, #"\bnot trained on\b"#, #"\bwidth as between\b"#,
  ]

  /// The numbers of a text that lack their leading zero, such as the point and 34 of 0.34.
  static func bareDecimals(in text: String) -> [String] {
    matches(of: [#"(?<=[ (:;,=–-])\.\d+(?![\w.])"#], in: text)
  }

  private static func matches(of patterns: [String], in text: String) -> [String] {
    patterns.flatMap { pattern -> [String] in
      guard let expression = try? NSRegularExpression(pattern: pattern, options: .caseInsensitive)
      else { preconditionFailure("\(pattern) is not a regular expression") }
      let whole = NSRange(text.startIndex..., in: text)
      return expression.matches(in: text, range: whole).compactMap { match in
        guard let range = Range(match.range, in: text) else { return nil }
        let start =
          text.index(range.lowerBound, offsetBy: -30, limitedBy: text.startIndex)
          ?? text.startIndex
        let end =
          text.index(range.upperBound, offsetBy: 30, limitedBy: text.endIndex) ?? text.endIndex
        return "'\(text[range])' in '…\(text[start..<end])…'"
      }
    }
  }
}
