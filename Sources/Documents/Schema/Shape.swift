import Statistics

/// The shape of a value in a document.
indirect enum Shape: Sendable {
  case number
  case integer
  case text
  case boolean
  case choice([String])
  /// What another schema defines, at a place such as `estimate-1.schema.json#/$defs/estimate`.
  case reference(String)
  case list(Shape)
  case dictionary(Shape)
  case object(any Described.Type)
  case nullable(Shape)

  /// The shape of a type.
  ///
  /// - Precondition: It is a ``Described`` or ``Shaped`` type, or an enumeration of texts.
  init(of type: any Any.Type) {
    switch type {
    case let shaped as any Shaped.Type: self = shaped.shape
    case let described as any Described.Type: self = .object(described)
    case let choice as any CaseIterable.Type: self = .choice(Self.names(choice))
    default: preconditionFailure("\(type) has no shape in a document")
    }
  }

  private static func names<Choice: CaseIterable>(_ type: Choice.Type) -> [String] {
    type.allCases.map { choice in
      guard let name = (choice as? any RawRepresentable)?.rawValue as? String else {
        preconditionFailure("\(type) is no enumeration of texts")
      }
      return name
    }
  }
}

/// A type that is no object of a document, with the shape in which it is written.
protocol Shaped: Decodable {
  static var shape: Shape { get }
}

extension Double: Shaped {
  static var shape: Shape { .number }
}

extension Int: Shaped {
  static var shape: Shape { .integer }
}

extension UInt64: Shaped {
  static var shape: Shape { .integer }
}

extension String: Shaped {
  static var shape: Shape { .text }
}

extension Bool: Shaped {
  static var shape: Shape { .boolean }
}

extension Array: Shaped where Element: Codable {
  static var shape: Shape {
    Element.self == Remark.self
      ? .reference("estimate-1.schema.json#/$defs/remarks") : .list(Shape(of: Element.self))
  }
}

extension Dictionary: Shaped where Key == String, Value: Codable {
  static var shape: Shape { .dictionary(Shape(of: Value.self)) }
}

extension Nullable: Shaped where Value: Codable {
  static var shape: Shape { .nullable(Shape(of: Value.self)) }
}

extension Optional: Shaped where Wrapped: Codable {
  static var shape: Shape { .nullable(Shape(of: Wrapped.self)) }
}

extension UnitEstimate: Shaped {
  static var shape: Shape { .reference("estimate-1.schema.json#/$defs/quantity") }
}

extension Estimate: Shaped {
  static var shape: Shape { .reference("estimate-1.schema.json#/$defs/estimate") }
}
