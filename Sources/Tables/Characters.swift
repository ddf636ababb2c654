extension UInt8 {
  /// Whether this is a space or a tab, which may surround numbers.
  var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }

  /// Whether this is one of `0`…`9`.
  var isDigit: Bool { self &- 0x30 < 10 }
}

extension String {
  /// The text without surrounding spaces and tabs.
  func trimmingSpaces() -> String {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    let tail = drop(while: isSpace)
    guard let last = tail.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(tail[...last])
  }
}
