import Diagnostics
import Documents
import Foundation
import Reporting
import ScalingLaws
import Tables

/// The bytes of a file that may be one of Echelle's own documents.
struct DocumentFile {
  /// How messages call the file.
  let name: String
  let bytes: [UInt8]

  /// The file if it starts with a brace, or standard input; `nil` for other files.
  init?(path: String) throws {
    guard path != "-" else {
      name = "<stdin>"
      bytes = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
      return
    }
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let head = try? file.read(upToCount: 64), Self.startsWithBrace(head) else { return nil }
    name = path
    bytes = [UInt8](head + (try file.readToEnd() ?? Data()))
  }

  /// The fits in the file; `nil` where it is a table, not a document.
  ///
  /// - Throws: `Diagnostic` where it is a document, but not a complete one of fits.
  func fits() throws -> [FittedLaw]? {
    guard isDocument else { return nil }
    do {
      let fits = try decodedFits()
      for fit in fits { try fit.checkMagnitudes() }
      return fits
    } catch let error as DecodingError {
      throw fault("\(error.explanation)")
    }
  }

  private func decodedFits() throws -> [FittedLaw] {
    let schema = try JSONText.decode(Probe.self, from: bytes).schema
    switch schema {
    case _ where FittedLaw.readableSchemas.contains(schema):
      return [try JSONText.decode(FittedLaw.self, from: bytes)]
    case FitsDocument.schema: return try FitsDocument(json: bytes).fits
    case _ where FittedLaw.isNewer(schema: schema):
      throw Diagnostic(
        origin: Origin(file: name),
        what: "'\(schema)' was written by a newer version of Echelle",
        why: "this version, \(Echelle.version), reads up to '\(FittedLaw.schema)'",
        fix: "update Echelle, or fit the runs again with this version")
    default:
      throw fault("expected '\(FittedLaw.schema)' or '\(FitsDocument.schema)', found '\(schema)'")
    }
  }

  /// Whether this is a document: an object that names one of Echelle's schemas, or one over several
  /// lines, which a line of JSON Lines never is.
  var isDocument: Bool {
    guard Self.startsWithBrace(bytes) else { return false }
    if let brace = bytes.firstIndex(of: UInt8(ascii: "{")) {
      let next = bytes[(brace + 1)...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
      if next == 0x0A { return true }
    }
    let schema = (try? JSONText.peek(Probe.self, at: bytes))?.schema
    return schema?.hasPrefix("echelle.") ?? false
  }

  /// Whether the document is one of fits.
  var isOfFits: Bool {
    let schema = (try? JSONText.peek(Probe.self, at: bytes))?.schema
    return schema.map { (FittedLaw.readableSchemas + [FitsDocument.schema]).contains($0) } ?? false
  }

  private struct Probe: Decodable {
    var schema: String
  }

  private func fault(_ what: Phrase) -> Diagnostic {
    Diagnostic(
      origin: Origin(file: name), what: what,
      why: "a saved fit must be as Echelle wrote it",
      fix: "write it again: echelle fit PATH -o fit.json")
  }

  private static func startsWithBrace(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) } == UInt8(ascii: "{")
  }

  /// Reads a table, with an error of its own where the file is a document.
  static func refusing<Value>(_ path: String, _ read: () throws -> Value) throws -> Value {
    do {
      return try read()
    } catch let error as Diagnostic {
      guard path != "-", let document = try DocumentFile(path: path), document.isDocument else {
        throw error
      }
      throw Diagnostic(
        origin: Origin(file: path), what: "a JSON document, not a table of runs",
        why: "JSON Lines has one object on each line",
        fix: "convert runs with jq -c; pass a saved fit to 'echelle predict' or 'echelle plan'")
    }
  }
}
