/// The JSON Schema (2020-12) of a document, made from its type.
package struct DocumentSchema {
  private let type: any Document.Type
  /// The objects that are defined so far, in the order in which they are first met.
  private var definitions: [(name: String, schema: JSON)] = []

  private init(_ type: any Document.Type) {
    self.type = type
  }

  /// The name of its file, such as `rollout-1.schema.json`.
  package static func fileName(of type: any Document.Type) -> String {
    "\(type.identifier)-\(type.version).schema.json"
  }

  /// The schema as a file holds it.
  package static func text(of type: any Document.Type) -> String {
    var schema = DocumentSchema(type)
    return schema.root.text + "\n"
  }

  private var root: JSON {
    mutating get {
      let name = Entry(
        key: "schema",
        schema: [
          "description": "The name and version of this document type.", "const": .text(type.schema),
        ], isRequired: true)
      let object = object(type, leading: [name])
      var root: JSON = [
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .text(type.title),
      ]
      if case .object(let members) = object {
        for member in members { root[member.key] = member.value }
      }
      if !definitions.isEmpty {
        root["$defs"] = .object(
          definitions.map { JSON.Member(key: $0.name, value: $0.schema) })
      }
      return root
    }
  }

  /// A key of an object.
  private struct Entry {
    let key: String
    let schema: JSON
    let isRequired: Bool
  }

  /// The schema of an object.
  private mutating func object(_ type: any Described.Type, leading: [Entry] = []) -> JSON {
    var entries = leading
    var together: [(key: String, others: [String])] = []
    var texts: [(key: String, other: String)] = []
    for part in type.parts {
      var schema: JSON =
        part.field.description.isEmpty ? [:] : ["description": .text(part.field.description)]
      schema.merge(self.schema(part.shape, part.field.constraints))
      entries.append(Entry(key: part.key, schema: schema, isRequired: !part.isOptional))
      for constraint in part.field.constraints {
        switch constraint {
        case .onlyWith(let others): together.append((part.key, others))
        case .textWhereNull(let other): texts.append((part.key, other))
        default: break
        }
      }
    }
    var object: JSON = [:]
    if !type.summary.isEmpty { object["description"] = .text(type.summary) }
    object["type"] = "object"
    object["additionalProperties"] = false
    let required = entries.filter(\.isRequired).map(\.key).sorted()
    if !required.isEmpty { object["required"] = .list(required.map(JSON.text)) }
    if !together.isEmpty {
      object["dependentRequired"] = .object(
        together.map { JSON.Member(key: $0.key, value: .list($0.others.map(JSON.text))) })
    }
    object["properties"] = .object(entries.map { JSON.Member(key: $0.key, value: $0.schema) })
    if case .numbers(let pattern, let description) = type.furtherKeys {
      object["patternProperties"] = .object([
        JSON.Member(
          key: pattern,
          value: ["description": .text(description), "type": ["number", "null"]])
      ])
    }
    for (key, other) in texts {
      object["if"] = ["properties": .object([JSON.Member(key: other, value: ["type": "null"])])]
      object["then"] = ["properties": .object([JSON.Member(key: key, value: ["type": "string"])])]
    }
    return object
  }

  /// The schema of a value with what holds for it.
  private mutating func schema(_ shape: Shape, _ constraints: [Constraint]) -> JSON {
    var schema = schema(shape, of: constraints)
    for case .defined(let place) in constraints { schema = ["$ref": .text(place)] }
    for constraint in constraints { Self.apply(constraint, to: &schema) }
    guard case .nullable = shape else { return schema }
    return Self.orNull(schema)
  }

  /// The schema of the shape alone; that of a value that may be null is the one of the value.
  private mutating func schema(_ shape: Shape, of constraints: [Constraint]) -> JSON {
    var element: Field = ""
    for case .each(let field) in constraints { element = field }
    switch shape {
    case .number: return ["type": "number"]
    case .integer: return ["type": "integer"]
    case .text: return ["type": "string"]
    case .boolean: return ["type": "boolean"]
    case .choice(let names): return ["enum": .list(names.map(JSON.text))]
    case .reference(let place): return ["$ref": .text(place)]
    case .list(let part): return ["type": "array", "items": described(part, element)]
    case .dictionary(let part):
      return ["type": "object", "additionalProperties": described(part, element)]
    case .object(let type): return ["$ref": .text(reference(to: type))]
    case .nullable(let part): return schema(part, of: constraints)
    }
  }

  private mutating func described(_ shape: Shape, _ field: Field) -> JSON {
    var schema: JSON = field.description.isEmpty ? [:] : ["description": .text(field.description)]
    schema.merge(self.schema(shape, field.constraints))
    return schema
  }

  /// Where an object is defined, which this schema does unless another is its home.
  private mutating func reference(to type: any Described.Type) -> String {
    let text = "\(type)"
    let name = text.prefix(1).lowercased() + text.dropFirst()
    if let home = type.home, home != "\(self.type.identifier)-\(self.type.version)" {
      return "\(home).schema.json#/$defs/\(name)"
    }
    if !definitions.contains(where: { $0.name == name }) {
      let place = definitions.count
      definitions.append((name, .null))
      definitions[place].schema = object(type)
    }
    return "#/$defs/\(name)"
  }

  private static func apply(_ constraint: Constraint, to schema: inout JSON) {
    switch constraint {
    case .above(let bound): schema["exclusiveMinimum"] = .number(bound)
    case .atLeast(let bound): schema["minimum"] = .number(bound)
    case .below(let bound): schema["exclusiveMaximum"] = .number(bound)
    case .atMost(let bound): schema["maximum"] = .number(bound)
    case .matching(let pattern): schema["pattern"] = .text(pattern)
    case .notEmpty: schema["minLength"] = .integer(1)
    case .among(let names):
      schema["type"] = nil
      schema["enum"] = .list(names.map(JSON.text))
    case .countAtLeast(let count):
      schema[schema["items"] == nil ? "minProperties" : "minItems"] = .integer(count)
    case .countAtMost(let count):
      schema[schema["items"] == nil ? "maxProperties" : "maxItems"] = .integer(count)
    case .keys(let names): schema["propertyNames"] = ["enum": .list(names.map(JSON.text))]
    case .keysMatching(let pattern): schema["propertyNames"] = ["pattern": .text(pattern)]
    case .each, .onlyWith, .textWhereNull, .defined: break
    }
  }

  /// A schema that takes null too.
  private static func orNull(_ schema: JSON) -> JSON {
    var schema = schema
    if case .text(let type) = schema["type"] {
      schema["type"] = [.text(type), "null"]
    } else if case .list(let names) = schema["enum"] {
      schema["enum"] = .list(names + [.null])
    } else {
      schema = ["anyOf": [schema, ["type": "null"]]]
    }
    return schema
  }
}

extension JSON {
  /// Adds the members of another object.
  fileprivate mutating func merge(_ other: JSON) {
    guard case .object(let members) = other else { return }
    for member in members { self[member.key] = member.value }
  }
}
