/// A document that Echelle writes and reads: its type is the one place that states its shape.
///
/// In JSON it is an object with the keys of the type and `schema`, which names its form and version, such
/// as `echelle.rollout/1`. A key that is added keeps the version, and its ``Field`` says what it means
/// where an older document lacks it. A key that is renamed or redefined raises the version, and a
/// migration from the one before is added.
package protocol Document: Described {
  /// The name of the form, such as `rollout`.
  static var identifier: String { get }
  /// The version that is written.
  static var version: Int { get }
  /// The title of its JSON Schema.
  static var title: String { get }
  /// What writes it, such as `rollout`, as the docs list it.
  static var writers: String { get }
  /// How a document of each older version becomes one of the next.
  static var migrations: [Int: @Sendable (JSON) throws -> JSON] { get }
}

extension Document {
  package static var version: Int { 1 }
  package static var migrations: [Int: @Sendable (JSON) throws -> JSON] { [:] }

  /// The form and version that is written, such as `echelle.rollout/1`.
  package static var schema: String { schema(version) }

  /// The forms that can be read, the newest first.
  package static var readableSchemas: [String] {
    ([version] + migrations.keys.sorted(by: >)).map(schema)
  }

  private static func schema(_ version: Int) -> String { "echelle.\(identifier)/\(version)" }

  /// The document as JSON.
  ///
  /// - Throws: `EncodingError` if a number is not finite.
  package func json() throws -> String { try JSONText.encode(Written(document: self)) }

  /// The document as JSON on one line, with its line break.
  ///
  /// - Throws: `EncodingError` if a number is not finite.
  package func line() throws -> String { try JSONText.line(Written(document: self)) }

  /// The document that `bytes` hold, of this version or an older one.
  ///
  /// - Throws: `DecodingError` with the path in the document if it is not what its schema says.
  package init(json bytes: [UInt8]) throws {
    let schema = try JSONText.decode(SchemaName.self, from: bytes).schema
    guard let place = Self.readableSchemas.firstIndex(of: schema) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: [SchemaName.CodingKeys.schema],
          debugDescription: "expected '\(Self.schema)', found '\(schema)'"))
    }
    if place == 0 {
      do {
        self = try JSONText.peek(Self.self, at: bytes)
        return
      } catch DecodingError.keyNotFound {
        // It may be a key that was added since.
      }
    }
    var json = try JSONText.peek(JSON.self, at: bytes)
    for version in (Self.version - place)..<Self.version {
      guard let migration = Self.migrations[version] else {
        preconditionFailure("no migration from version \(version) of \(Self.identifier)")
      }
      json = try migration(json)
    }
    let whole = try JSONText.encode(Self.completing(json))
    self = try JSONText.peek(Self.self, at: Array(whole.utf8))
  }
}

/// What every document states of itself.
package struct SchemaName: Codable, Sendable {
  package let schema: String

  enum CodingKeys: String, CodingKey {
    case schema
  }
}

/// A document with its form and version, in one object.
private struct Written<Content: Document>: Encodable {
  let document: Content

  func encode(to encoder: any Encoder) throws {
    try document.encode(to: encoder)
    var container = encoder.container(keyedBy: SchemaName.CodingKeys.self)
    try container.encode(Content.schema, forKey: .schema)
  }
}
