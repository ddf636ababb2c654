/// The raw fields of a Protocol Buffers message, ending at the first malformed one.
///
/// Reference: https://protobuf.dev/programming-guides/encoding/
struct ProtocolBuffer: Sequence, IteratorProtocol {
  /// A field: a number or bytes.
  struct Field {
    /// Its number in the message definition.
    let number: UInt64
    /// A varint, or the bits of a fixed 64- or 32-bit number; `nil` for bytes.
    var bits: UInt64?
    /// A string or a message; `nil` for a number.
    var bytes: ArraySlice<UInt8>?

    /// The bytes as text.
    var text: String? { bytes.flatMap { String(validating: $0, as: UTF8.self) } }
    /// The bits as a 32-bit float.
    var float: Float? { bits.map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) } }
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  mutating func next() -> Field? {
    guard let key = varint() else { return nil }
    var field = Field(number: key >> 3)
    switch key & 7 {
    case 0: field.bits = varint()
    case 1: field.bits = fixed(8)
    case 2: field.bytes = varint().flatMap { Int(exactly: $0) }.flatMap { take($0) }
    case 5: field.bits = fixed(4)
    default: break
    }
    guard field.bits != nil || field.bytes != nil else {
      rest = []
      return nil
    }
    return field
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private mutating func fixed(_ count: Int) -> UInt64? {
    take(count)?.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A varint: seven bits per byte, lowest first.
  private mutating func varint() -> UInt64? {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}
