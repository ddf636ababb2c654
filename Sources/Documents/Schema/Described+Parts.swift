/// A key of an object, with the shape of its value and what is said of it.
struct Part {
  let key: String
  let shape: Shape
  /// Whether the key may be absent.
  let isOptional: Bool
  let field: Field
}

extension Described {
  /// The keys in the order of their declaration.
  ///
  /// - Precondition: The type decodes each of its ``CodingKeys`` and no other key.
  static var parts: [Part] {
    let entries = ShapeProbe.entries(of: Self.self)
    precondition(
      Set(entries.map(\.key)) == Set(CodingKeys.allCases.map(\.rawValue)),
      "\(Self.self) decodes other keys than it declares")
    return CodingKeys.allCases.compactMap { key in
      entries.first { $0.key == key.rawValue }.map {
        Part(
          key: $0.key, shape: $0.shape, isOptional: $0.isOptional && describe(key).added == nil,
          field: describe(key))
      }
    }
  }

  /// An object with the keys that were added to this type since it was written.
  static func completing(_ json: JSON) -> JSON {
    guard case .object = json else { return json }
    var whole = json
    for part in parts {
      if let value = whole[part.key] {
        whole[part.key] = part.shape.completing(value)
      } else if let added = part.field.added {
        whole[part.key] = added
      }
    }
    return whole
  }
}

extension Shape {
  /// A value with the keys that were added to the types of this shape since it was written.
  fileprivate func completing(_ json: JSON) -> JSON {
    switch (self, json) {
    case (.nullable(let part), _): part.completing(json)
    case (.object(let type), _): type.completing(json)
    case (.list(let part), .list(let values)): .list(values.map(part.completing))
    case (.dictionary(let part), .object(let members)):
      .object(members.map { JSON.Member(key: $0.key, value: part.completing($0.value)) })
    default: json
    }
  }
}
