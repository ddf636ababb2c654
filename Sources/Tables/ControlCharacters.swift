extension String {
  /// The text with everything that could move a cursor, colour a terminal or reorder a line spelt out.
  ///
  /// LF, CR and tab become `\n`, `\r` and `\t`; other control characters, line and paragraph
  /// separators and bidirectional controls become `\u{…}`. Those in `kept` stay as they are.
  public func escapingControlCharacters(
    keeping kept: Set<Unicode.Scalar> = []
  ) -> String {
    func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isEscapedInMessages && !kept.contains(scalar)
    }
    guard unicodeScalars.contains(where: isEscaped) else { return self }
    var escaped = ""
    for scalar in unicodeScalars {
      guard isEscaped(scalar) else {
        escaped.unicodeScalars.append(scalar)
        continue
      }
      switch scalar {
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      default: escaped += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
    return escaped
  }
}

extension Unicode.Scalar {
  fileprivate var isEscapedInMessages: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
