/// A value that a document writes as null if there is none, instead of leaving its key out.
package struct Nullable<Value: Sendable>: Sendable {
  package let value: Value?

  package init(_ value: Value?) {
    self.value = value
  }
}

extension Nullable: Encodable where Value: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension Nullable: Decodable where Value: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    value = container.decodeNil() ? nil : try container.decode(Value.self)
  }
}
