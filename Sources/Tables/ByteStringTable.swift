/// Distinct byte strings, numbered from 0 in order of first appearance.
///
/// An open-addressing table of codes; the strings themselves are concatenated in `storage`.
///
/// - Complexity: expected O(*k*) for a string of *k* bytes.
struct ByteStringTable: Sendable {
  private struct Entry {
    var hash: UInt64
    var start: Int
    var count: Int
  }

  private var storage: [UInt8] = []
  private var entries: [Entry] = []
  private var slots = [Int32](repeating: -1, count: 64)

  /// The number of distinct strings.
  var count: Int { entries.count }

  /// The code of the string in `bytes[range]`; a new one if it is new.
  mutating func intern(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    let hash = hashValue(bytes, range)
    let slot = slot(of: bytes, range, hash: hash)
    if slots[slot] >= 0 {
      return Int(slots[slot])
    }
    let code = entries.count
    slots[slot] = Int32(code)
    entries.append(Entry(hash: hash, start: storage.count, count: range.count))
    for position in range {
      storage.append(bytes[position])
    }
    if entries.count * 2 > slots.count {
      grow()
    }
    return code
  }

  /// The strings as text, by code; nil if not UTF-8.
  func texts() -> [String?] {
    entries.map { entry in
      String(validating: storage[entry.start..<entry.start + entry.count], as: UTF8.self)
    }
  }

  /// The slot of the string, or the free slot it belongs in.
  private func slot(of bytes: Span<UInt8>, _ range: Range<Int>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0, !matches(entries[Int(slots[slot])], bytes, range, hash: hash) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func matches(
    _ entry: Entry, _ bytes: Span<UInt8>, _ range: Range<Int>, hash: UInt64
  ) -> Bool {
    guard entry.hash == hash, entry.count == range.count else { return false }
    let stored = storage.span.bytes
    let given = bytes.bytes
    var offset = 0
    while offset + 8 <= range.count {
      let a = stored.unsafeLoadUnaligned(fromByteOffset: entry.start + offset, as: UInt64.self)
      let b = given.unsafeLoadUnaligned(
        fromByteOffset: range.lowerBound + offset, as: UInt64.self)
      guard a == b else { return false }
      offset += 8
    }
    return (offset..<range.count).allSatisfy {
      storage[entry.start + $0] == bytes[range.lowerBound + $0]
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for (code, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & mask
      while slots[slot] >= 0 {
        slot = (slot + 1) & mask
      }
      slots[slot] = Int32(code)
    }
  }
}

/// Eight bytes at a time: xor, then the folded 128-bit product with an odd constant.
private func hashValue(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
  let raw = bytes.bytes
  var hash = UInt64(range.count) &* 0x9E37_79B9_7F4A_7C15
  var position = range.lowerBound
  while position + 8 <= range.upperBound {
    hash = fold(hash ^ raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
    position += 8
  }
  var rest: UInt64 = 0
  while position < range.upperBound {
    rest = rest << 8 | UInt64(bytes[position])
    position += 1
  }
  return fold(hash ^ rest)
}

private func fold(_ word: UInt64) -> UInt64 {
  let product = (word ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
  return product.high ^ product.low
}
