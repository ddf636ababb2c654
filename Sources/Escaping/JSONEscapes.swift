/// The backslash escapes of JSON.
package enum JSONEscapes {
  /// The decoded UTF-8 of the inside of a JSON string.
  ///
  /// An unpaired surrogate becomes U+FFFD. The text need not be valid: the backslash of an
  /// invalid escape is dropped.
  package static func replaced(_ escaped: some Sequence<UInt8>) -> [UInt8] {
    var units = Array(escaped)[...]
    var content: [UInt8] = []
    while let byte = units.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = units.popFirst() else {
        content.append(byte)
        continue
      }
      switch escape {
      case UInt8(ascii: "b"): content.append(0x08)
      case UInt8(ascii: "f"): content.append(0x0C)
      case UInt8(ascii: "n"): content.append(0x0A)
      case UInt8(ascii: "r"): content.append(0x0D)
      case UInt8(ascii: "t"): content.append(0x09)
      case UInt8(ascii: "u"): content.append(contentsOf: popScalar(from: &units).utf8)
      default: content.append(escape)
      }
    }
    return content
  }

  /// Consumes the four digits after `\u`, and the second half of a surrogate pair if present.
  private static func popScalar(from units: inout ArraySlice<UInt8>) -> String {
    guard let first = popCodeUnit(from: &units) else { return "" }
    if UTF16.isLeadSurrogate(first), units.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
      var rest = units.dropFirst(2)
      if let second = popCodeUnit(from: &rest), UTF16.isTrailSurrogate(second) {
        units = rest
        return String(decoding: [first, second], as: UTF16.self)
      }
    }
    return String(decoding: [first], as: UTF16.self)
  }

  private static func popCodeUnit(from units: inout ArraySlice<UInt8>) -> UInt16? {
    let digits = units.prefix(4)
    guard digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return nil }
    units = units.dropFirst(4)
    return unit
  }
}
