import Documents
import Foundation

/// A document other than a fit, which a report shows as a figure and which can become a notebook.
public struct CompanionDocument: Sendable {
  /// Its schema, such as `echelle.rollout/1`.
  public let schema: String
  /// The source of the figure.
  let content: any CompanionContent
  /// The document as written, without the author's folders.
  let bytes: [UInt8]

  /// The words of the command that wrote it, where the document has them.
  var command: [String]? {
    struct Probe: Decodable {
      struct Provenance: Decodable {
        var command: [String]?
      }
      var provenance: Provenance?
    }
    return (try? JSONText.peek(Probe.self, at: bytes))?.provenance?.command
  }

  /// The kinds that a report can show.
  private static let kinds: [any CompanionContent.Type] = [
    ApproachesCompanion.self, BacktestCompanion.self, LawValuesCompanion.self,
    MultiverseCompanion.self, OutlookCompanion.self, PrecisionCompanion.self,
    RolloutCompanion.self,
  ]

  /// The schemas of these documents, sorted.
  public static var schemas: [String] { kinds.flatMap { readableSchemas($0) }.sorted() }

  /// Reads a document.
  ///
  /// - Returns: `nil` where its schema is not one of ``schemas``.
  /// - Throws: `DecodingError` where it does not match its schema.
  public init?(_ bytes: [UInt8]) throws {
    let schema = try JSONText.peek(SchemaName.self, at: bytes).schema
    guard let kind = Self.kinds.first(where: { Self.readableSchemas($0).contains(schema) }) else {
      return nil
    }
    let shown = ShownPath.shown(bytes)
    self.schema = schema
    content = try Self.content(kind, of: shown)
    self.bytes = shown
  }

  private static func readableSchemas<Kind: CompanionContent>(_ kind: Kind.Type) -> [String] {
    Kind.Source.readableSchemas
  }

  private static func content<Kind: CompanionContent>(
    _ kind: Kind.Type, of bytes: [UInt8]
  ) throws -> any CompanionContent {
    Kind(try Kind.Source(json: bytes))
  }
}
