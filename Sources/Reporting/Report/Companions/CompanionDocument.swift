import Foundation

/// One of Echelle's documents that is no fit, which a report shows as a figure beside one, and which a
/// notebook can be of.
public struct CompanionDocument: Sendable {
  /// Its schema, such as `echelle.rollout/1`.
  public let schema: String
  /// What the figure is drawn from.
  let content: any CompanionContent
  /// The document as it was written, but for the folders of its author.
  let bytes: [UInt8]

  /// The words of the command that wrote it, where it says.
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
  ///
  /// To show a further one: decode what its figure needs, as ``MultiverseCompanion`` does, and add it.
  private static let kinds: [String: any CompanionContent.Type] = [
    "echelle.approaches/1": ApproachesCompanion.self, "echelle.backtest/1": BacktestCompanion.self,
    "echelle.law-values/1": LawValuesCompanion.self,
    "echelle.multiverse/1": MultiverseCompanion.self, "echelle.outlook/1": OutlookCompanion.self,
    "echelle.precision/1": PrecisionCompanion.self, "echelle.rollout/1": RolloutCompanion.self,
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
    schema = try JSONText.peek(Probe.self, at: bytes).schema
    guard let kind = Self.kinds[schema] else { return nil }
    let shown = ShownPath.shown(bytes)
    content = try JSONText.decode(kind, from: shown)
    self.bytes = shown
  }
}
