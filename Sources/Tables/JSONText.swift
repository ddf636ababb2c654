/// Replaces the backslash escapes of a JSON string by what they stand for, in UTF-8.
///
/// Half a surrogate pair becomes U+FFFD.
///
/// - Precondition: `escaped` has passed ``JSONLinesSplitter``: every backslash begins an escape.
func unescapeJSON(_ escaped: [UInt8]) -> [UInt8] {
  var units = escaped[...]
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

/// Takes the four digits after `\u`, and the second half of a surrogate pair where there is one.
private func popScalar(from units: inout ArraySlice<UInt8>) -> String {
  let first = popCodeUnit(from: &units)
  if UTF16.isLeadSurrogate(first), units.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
    var rest = units.dropFirst(2)
    let second = popCodeUnit(from: &rest)
    if UTF16.isTrailSurrogate(second) {
      units = rest
      return String(decoding: [first, second], as: UTF16.self)
    }
  }
  return String(decoding: [first], as: UTF16.self)
}

private func popCodeUnit(from units: inout ArraySlice<UInt8>) -> UInt16 {
  let digits = String(decoding: units.prefix(4), as: UTF8.self)
  units = units.dropFirst(4)
  return UInt16(digits, radix: 16) ?? 0xFFFD
}
