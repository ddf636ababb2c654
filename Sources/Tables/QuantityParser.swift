import CKernels

/// Reads one quantity from bytes.
///
///     quantity := sign? (digits ("." digits?)? | "." digits) exponent? space* suffix?
///     digits   := 0…9, or in groups of three as in 1,234,567
///     suffix   := k | K | M | B | T | %
///     quantity := sign? ("nan" | "inf" | "infinity"), case-insensitive
///
/// A suffix shifts the decimal exponent before rounding, so `40.3%` is the double
/// nearest to 0.403.
struct QuantityParser {
  /// Whether commas may separate groups of three digits.
  var allowsGroups = true

  /// The quantity in `bytes[range]`, ignoring surrounding spaces and tabs.
  ///
  /// - Returns: nil if there is none, or anything else as well.
  func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard !range.isEmpty else { return nil }
    var plain = 0.0
    let isPlain = bytes.withUnsafeBufferPointer { bytes in
      echelle_parse_plain_number(bytes.baseAddress, range.lowerBound, range.upperBound, &plain)
    }
    return isPlain ? plain : parseAny(bytes, range)
  }

  private func parseAny(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    var position = range.lowerBound
    var end = range.upperBound
    while position < end, bytes[position].isSpaceOrTab { position += 1 }
    while position < end, bytes[end - 1].isSpaceOrTab { end -= 1 }
    guard position < end else { return nil }

    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative || bytes[position] == UInt8(ascii: "+") {
      position += 1
    }
    guard let magnitude = parseMagnitude(bytes, position..<end) else { return nil }
    return isNegative ? -magnitude : magnitude
  }

  private func parseMagnitude(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    let end = range.upperBound
    var position = range.lowerBound
    var digits: UInt64 = 0
    passDigits(bytes, &position, end, &digits)
    if position < end, bytes[position] == UInt8(ascii: ",") {
      return parseGroups(bytes, range)
    }
    var digitCount = position - range.lowerBound
    var exponent = 0
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      let fraction = position
      passDigits(bytes, &position, end, &digits)
      exponent = fraction - position
      digitCount -= exponent
    }
    guard digitCount > 0 else { return parseWord(bytes, range) }
    let significandEnd = position
    var scale = 0
    if position < end {
      guard let given = parseScale(bytes, &position, end), position == end else { return nil }
      scale = given
    }
    if digitCount <= 19 {
      return echelle_nearest_double(digits, Int64(exponent + scale))
    }
    return parseLong(bytes, range.lowerBound..<significandEnd, scale: scale)
  }

  /// Scans digits into `value`, which wraps around after 19 of them.
  private func passDigits(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ value: inout UInt64
  ) {
    while position < end, bytes[position].isDigit {
      value = value &* 10 &+ UInt64(bytes[position] & 0xF)
      position += 1
    }
  }

  /// Scans the exponent and the suffix, at least one of which is present.
  ///
  /// - Returns: their total power of ten; nil if an exponent has no digits.
  private func parseScale(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Int? {
    var scale = 0
    if bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      guard position < end else { return nil }
      let isNegative = bytes[position] == UInt8(ascii: "-")
      if isNegative || bytes[position] == UInt8(ascii: "+") {
        position += 1
      }
      let first = position
      while position < end, bytes[position].isDigit {
        // Beyond this the number is 0 or infinite, whatever its digits.
        scale = min(scale * 10 + Int(bytes[position] & 0xF), 1 << 40)
        position += 1
      }
      guard position > first else { return nil }
      scale = isNegative ? -scale : scale
    }
    while position < end, bytes[position].isSpaceOrTab { position += 1 }
    guard position < end else { return scale }
    switch bytes[position] {
    case UInt8(ascii: "%"): scale -= 2
    case UInt8(ascii: "k"), UInt8(ascii: "K"): scale += 3
    case UInt8(ascii: "M"): scale += 6
    case UInt8(ascii: "B"): scale += 9
    case UInt8(ascii: "T"): scale += 12
    default: return nil
    }
    position += 1
    return scale
  }

  /// Reads a number of more than 19 digits, `bytes[range]`, times 10^`scale`.
  ///
  /// Leading zeros are ignored. If the 19 leading digits and those plus one unit have the same
  /// nearest double, so does everything between; otherwise the standard library decides.
  private func parseLong(_ bytes: Span<UInt8>, _ range: Range<Int>, scale: Int) -> Double? {
    var digits: UInt64 = 0
    var digitCount = 0
    var exponent = scale
    var isCut = false
    var isFraction = false
    for position in range {
      guard bytes[position].isDigit else {
        isFraction = true
        continue
      }
      if digitCount == 19 {
        isCut = isCut || bytes[position] != UInt8(ascii: "0")
        exponent += isFraction ? 0 : 1
        continue
      }
      digits = digits * 10 + UInt64(bytes[position] & 0xF)
      digitCount += digits == 0 ? 0 : 1
      exponent -= isFraction ? 1 : 0
    }
    let lower = echelle_nearest_double(digits, Int64(exponent))
    guard isCut, lower != echelle_nearest_double(digits + 1, Int64(exponent)) else {
      return lower
    }
    let significand = range.map { Character(UnicodeScalar(bytes[$0])) }
    return Double(String(significand) + "e\(scale)")
  }

  /// Reads a magnitude with grouped digits: `1,234,567.8`.
  private func parseGroups(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard allowsGroups else { return nil }
    var ungrouped: [UInt8] = []
    var position = range.lowerBound
    while position < range.upperBound, bytes[position].isDigit {
      ungrouped.append(bytes[position])
      position += 1
    }
    guard (1...3).contains(ungrouped.count), ungrouped[0] != UInt8(ascii: "0") else { return nil }
    while position < range.upperBound, bytes[position] == UInt8(ascii: ",") {
      position += 1
      let group = position
      while position < range.upperBound, bytes[position].isDigit {
        ungrouped.append(bytes[position])
        position += 1
      }
      guard position - group == 3 else { return nil }
    }
    while position < range.upperBound {
      ungrouped.append(bytes[position])
      position += 1
    }
    return QuantityParser(allowsGroups: false).parseMagnitude(ungrouped.span, ungrouped.indices)
  }

  private func parseWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard range.count <= 8 else { return nil }
    let word = range.map { Character(UnicodeScalar(bytes[$0] | 0x20)) }
    switch String(word) {
    case "nan": return .nan
    case "inf", "infinity": return .infinity
    default: return nil
    }
  }
}
