/// The records of a TensorBoard event file: each has its length, a checksum of that, its bytes, and a
/// checksum of those.
///
/// Reference: TensorFlow's `TFRecord` format, https://www.tensorflow.org/tutorials/load_data/tfrecord;
/// numbers are little-endian, checksums are CRC-32C, rotated and shifted.
package struct EventRecords {
  private let bytes: [UInt8]
  private var position = 0
  /// Whether the last record is truncated or damaged, so that later ones cannot be located.
  private(set) var isBroken = false

  private static let head = 12
  private static let tail = 4

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether `bytes` begin like an event file, with a version record.
  static func begin(_ bytes: [UInt8]) -> Bool {
    var records = EventRecords(Array(bytes.prefix(256)))
    guard let first = records.next() else { return false }
    return ProtocolBuffer(first).contains {
      $0.number == 3 && $0.text?.hasPrefix("brain.Event:") == true
    }
  }

  /// The next record; `nil` at the end, or if it is broken.
  mutating func next() -> ArraySlice<UInt8>? {
    guard position < bytes.count else { return nil }
    let rest = bytes.count - position
    guard rest >= Self.head + Self.tail,
      Self.checksum(bytes[position..<position + 8]) == UInt32(number(at: position + 8, 4)),
      let length = Int(exactly: number(at: position, 8)), length <= rest - Self.head - Self.tail
    else {
      isBroken = true
      return nil
    }
    let start = position + Self.head
    let record = bytes[start..<start + length]
    guard Self.checksum(record) == UInt32(number(at: start + length, 4)) else {
      isBroken = true
      return nil
    }
    position = start + length + Self.tail
    return record
  }

  private func number(at start: Int, _ count: Int) -> UInt64 {
    bytes[start..<start + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The checksum as stored in the file.
  package static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let sum = ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }

  /// CRC-32C of each byte, for the bit-reversed polynomial 1EDC6F41.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
  }
}
