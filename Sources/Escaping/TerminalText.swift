extension String {
  /// The text with everything that could move the cursor, colour the terminal or reorder a line spelled out.
  ///
  /// LF, CR and tab become `\n`, `\r` and `\t`; other control characters (ECMA-48), line and paragraph
  /// separators and bidirectional controls (UAX #9) become `\u{…}`. Those in `kept` stay as they are.
  public func escapingControlCharacters(
    keeping kept: Set<Unicode.Scalar> = []
  ) -> String {
    func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isControlInMessages && !kept.contains(scalar)
    }
    guard unicodeScalars.contains(where: isEscaped) else { return self }
    var escaped = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      guard isEscaped(scalar) else {
        escaped.append(scalar)
        continue
      }
      switch scalar {
      case "\n": escaped += "\\n".unicodeScalars
      case "\r": escaped += "\\r".unicodeScalars
      case "\t": escaped += "\\t".unicodeScalars
      default:
        escaped += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
      }
    }
    return String(escaped)
  }

  /// The text, truncated to `limit` Unicode scalars plus an ellipsis if it is longer.
  ///
  /// A single `Character` may be megabytes of combining marks, so scalars are counted instead.
  public func cut(to limit: Int) -> String {
    guard
      let end = unicodeScalars.index(
        unicodeScalars.startIndex, offsetBy: limit, limitedBy: unicodeScalars.endIndex),
      end != unicodeScalars.endIndex
    else { return self }
    return String(String.UnicodeScalarView(unicodeScalars[..<end])) + "…"
  }

  /// A message with its line breaks kept, in which no name fills the screen: words of more than
  /// 1000 Unicode scalars and lines of more than 4000 are cut, and control characters spelled out.
  public func asMessage() -> String {
    let lines = unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      return words.map { String(String.UnicodeScalarView($0)).cut(to: 1000) }
        .joined(separator: " ").cut(to: 4000).escapingControlCharacters()
    }.joined(separator: "\n")
  }
}

extension Unicode.Scalar {
  /// Whether a terminal might interpret the scalar, or an editor hide it.
  var isControlInMessages: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
