import Foundation

/// Another of Echelle's documents about the same runs, which a report shows as a figure.
public struct CompanionDocument: Sendable {
  /// Its schema, such as `echelle.rollout/1`.
  public let schema: String
  /// What the figure is drawn from.
  let content: any CompanionContent

  /// The kinds that a report can show.
  ///
  /// To show a further one: decode what its figure needs, as ``MultiverseCompanion`` does, and add it.
  private static let kinds: [String: any CompanionContent.Type] = [
    "echelle.multiverse/1": MultiverseCompanion.self, "echelle.rollout/1": RolloutCompanion.self,
  ]

  /// The schemas of the documents that a report can show, sorted.
  public static var schemas: [String] { kinds.keys.sorted() }

  /// Reads a document.
  ///
  /// - Returns: `nil` where its schema is none of ``schemas``.
  /// - Throws: `DecodingError` where it is not what its schema says.
  public init?(_ bytes: [UInt8]) throws {
    struct Probe: Decodable {
      var schema: String
    }
    schema = try JSONText.decode(Probe.self, from: bytes).schema
    guard let kind = Self.kinds[schema] else { return nil }
    content = try JSONText.decode(kind, from: bytes)
  }
}

/// What a report shows of a companion document.
protocol CompanionContent: Decodable, Sendable {
  /// The figure; `nil` where there is nothing to draw.
  var figure: Figure? { get }
}
