public import Diagnostics
import Foundation

/// An error as a document: what a command that was asked for JSON writes to standard error.
public struct ErrorDocument: Sendable, Equatable {
  /// The version of the document's form.
  public static let schema = "echelle.error/1"

  /// The error.
  public var diagnostic: Diagnostic
  /// The status that the command ends with.
  public var exitStatus: Int32

  /// The document of `diagnostic`.
  public init(_ diagnostic: Diagnostic, exitStatus: Int32) {
    self.diagnostic = diagnostic
    self.exitStatus = exitStatus
  }

  /// The document in one line, with its line break and with settings as the task spells them.
  public func line() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(self) else {
      preconditionFailure("texts and whole numbers can be written")
    }
    return String(decoding: line, as: UTF8.self) + "\n"
  }
}

extension ErrorDocument: Encodable {
  private enum Key: String, CodingKey {
    case schema, category, exitStatus, message, why, fix, origin, excerpt
  }

  private enum PlaceKey: String, CodingKey {
    case file, line, column, option, document
  }

  private enum ExcerptKey: String, CodingKey {
    case text, offset
  }

  /// Writes all keys; those without a value as null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(diagnostic.category.rawValue, forKey: .category)
    try container.encode(exitStatus, forKey: .exitStatus)
    let lines = (diagnostic.others + [diagnostic.what]).map { $0.text() }
    try container.encode(lines.joined(separator: "\n"), forKey: .message)
    try container.encode(diagnostic.why?.text(), forKey: .why)
    try container.encode(diagnostic.fix?.text(), forKey: .fix)
    if let origin = diagnostic.origin {
      var place = container.nestedContainer(keyedBy: PlaceKey.self, forKey: .origin)
      try encode(origin, to: &place)
    } else {
      try container.encodeNil(forKey: .origin)
    }
    if let excerpt = diagnostic.excerpt {
      var place = container.nestedContainer(keyedBy: ExcerptKey.self, forKey: .excerpt)
      try place.encode(excerpt.text, forKey: .text)
      try place.encode(excerpt.offset, forKey: .offset)
    } else {
      try container.encodeNil(forKey: .excerpt)
    }
  }

  private func encode(
    _ origin: Origin, to place: inout KeyedEncodingContainer<PlaceKey>
  ) throws {
    switch origin.source {
    case .file(let name):
      try place.encode(name, forKey: .file)
      try place.encode(origin.line, forKey: .line)
      try place.encode(origin.column, forKey: .column)
    case .option(let option): try place.encode(option.text(), forKey: .option)
    case .document(let name): try place.encode(name, forKey: .document)
    }
  }
}
