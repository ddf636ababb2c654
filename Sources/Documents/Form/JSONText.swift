import Diagnostics
import Foundation
import Platform

/// The JSON form of Echelle's documents: keys in alphabetical order, full precision, one value a line.
public enum JSONText {
  /// `document` as text that ends in a line break.
  ///
  /// - Throws: `EncodingError` if a number is not finite; documents write those as null.
  public static func encode(_ document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  /// `document` on one line, with its line break.
  ///
  /// - Throws: `EncodingError` if a number is not finite.
  static func line(_ document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  /// The document that `text` holds.
  ///
  /// - Throws: `DecodingError` that says which key is wrong, or comes twice.
  public static func decode<Document: Decodable>(
    _ type: Document.Type, from text: [UInt8]
  ) throws -> Document {
    if let fault = JSONKeys.fault(in: text) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: [], debugDescription: fault.description, underlyingError: fault))
    }
    return try peek(type, at: text)
  }

  /// What `text` states about itself, such as its schema, whatever else is wrong with it.
  ///
  /// - Throws: `DecodingError` if it does not state that.
  public static func peek<Document: Decodable>(
    _ type: Document.Type, at text: [UInt8]
  ) throws -> Document {
    try JSONDecoder().decode(type, from: Data(text))
  }
}
