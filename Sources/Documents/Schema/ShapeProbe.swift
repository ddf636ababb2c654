/// Runs the decoding of a type, and records the keys that it asks for with their types.
///
/// What it answers is empty: 0, "", null, a list or an object of nothing.
final class ShapeProbe: Decoder {
  /// A key with the shape of its value.
  struct Entry {
    let key: String
    let shape: Shape
    var isOptional: Bool
  }

  /// What was asked for; `nil` in a probe that only answers.
  private(set) var entries: [Entry]?
  private var asked: Set<String> = []
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  private init(isRecording: Bool) {
    entries = isRecording ? [] : nil
  }

  /// The keys of `type`, in the order in which it asks for them.
  static func entries(of type: any Described.Type) -> [Entry] {
    let probe = ShapeProbe(isRecording: true)
    do { _ = try type.init(from: probe) } catch { preconditionFailure("\(type): \(error)") }
    return probe.entries ?? []
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Keys(probe: self))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer { Nothing(probe: self) }

  func singleValueContainer() -> any SingleValueDecodingContainer { Null(probe: self) }

  /// An empty value of `type`.
  fileprivate func sample<Value: Decodable>(_ type: Value.Type) throws -> Value {
    func first<Choice: CaseIterable>(_ choice: Choice.Type) -> Any? { choice.allCases.first }
    if let choice = type as? any CaseIterable.Type, let value = first(choice) as? Value {
      return value
    }
    return try Value(from: ShapeProbe(isRecording: false))
  }

  private func record(_ key: any CodingKey, _ type: any Any.Type) {
    guard entries != nil else { return }
    let name = key.stringValue
    entries?.append(Entry(key: name, shape: Shape(of: type), isOptional: asked.contains(name)))
  }

  private struct Keys<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let probe: ShapeProbe
    let codingPath: [any CodingKey] = []
    let allKeys: [Key] = []

    func contains(_ key: Key) -> Bool { probe.entries != nil }

    /// Asked of values that may be absent, before they are decoded.
    func decodeNil(forKey key: Key) -> Bool {
      probe.asked.insert(key.stringValue)
      return false
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      probe.record(key, type)
      return try probe.sample(type)
    }

    func nestedContainer<Inner: CodingKey>(
      keyedBy type: Inner.Type, forKey key: Key
    ) -> KeyedDecodingContainer<Inner> {
      preconditionFailure("\(key.stringValue) is not of a type of its own")
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
      preconditionFailure("\(key.stringValue) is not of a type of its own")
    }

    func superDecoder() -> any Decoder { ShapeProbe(isRecording: false) }

    func superDecoder(forKey key: Key) -> any Decoder { ShapeProbe(isRecording: false) }
  }

  /// A list without elements.
  private struct Nothing: UnkeyedDecodingContainer {
    let probe: ShapeProbe
    let codingPath: [any CodingKey] = []
    let count: Int? = 0
    let isAtEnd = true
    let currentIndex = 0

    func decodeNil() -> Bool { true }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try probe.sample(type) }

    func nestedContainer<Inner: CodingKey>(
      keyedBy type: Inner.Type
    ) -> KeyedDecodingContainer<Inner> {
      probe.container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { self }

    func superDecoder() -> any Decoder { probe }
  }

  /// A value that is null, zero or empty.
  private struct Null: SingleValueDecodingContainer {
    let probe: ShapeProbe
    let codingPath: [any CodingKey] = []

    func decodeNil() -> Bool { true }
    func decode(_ type: Bool.Type) -> Bool { false }
    func decode(_ type: String.Type) -> String { "" }
    func decode(_ type: Double.Type) -> Double { 0 }
    func decode(_ type: Float.Type) -> Float { 0 }
    func decode(_ type: Int.Type) -> Int { 0 }
    func decode(_ type: Int8.Type) -> Int8 { 0 }
    func decode(_ type: Int16.Type) -> Int16 { 0 }
    func decode(_ type: Int32.Type) -> Int32 { 0 }
    func decode(_ type: Int64.Type) -> Int64 { 0 }
    func decode(_ type: UInt.Type) -> UInt { 0 }
    func decode(_ type: UInt8.Type) -> UInt8 { 0 }
    func decode(_ type: UInt16.Type) -> UInt16 { 0 }
    func decode(_ type: UInt32.Type) -> UInt32 { 0 }
    func decode(_ type: UInt64.Type) -> UInt64 { 0 }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try probe.sample(type) }
  }
}
