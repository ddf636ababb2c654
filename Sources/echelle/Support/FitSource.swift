import ArgumentParser
import Foundation
import Reporting
import ScalingLaws
import Tables

/// The FIT argument of a command: a file that `echelle fit --format json` wrote, or runs to fit first.
struct FitSource {
  let path: String
  let reading: ReadingArguments
  let fitting: FittingArguments

  /// The fits of a file, in its order, or the fits made of the runs.
  func fits() async throws -> [FittedLaw] {
    let bytes = try savedBytes()
    if let bytes, let saved = try savedFits(bytes) {
      let given = reading.given + fitting.given
      guard given.isEmpty else {
        throw InputError(
          location: SourceLocation(file: given[0]), what: "has no effect on a fit read from a file",
          why: "the fit was made with the options it records",
          fix: "leave it out, or give the runs instead of \(path)")
      }
      return saved
    }
    let fitting = try Fitting(reading, fitting)
    // Standard input has been read by now.
    let runs =
      if path == "-", let bytes {
        try fitting.reading.runs(TableReader(bytes: bytes, name: "<stdin>"), path: path)
      } else {
        try fitting.reading.runs(path)
      }
    var fits: [FittedLaw] = []
    for table in runs { fits.append(try await fitting.fit(table)) }
    return fits
  }

  /// The bytes of the file where it may be a saved fit, which starts with a brace, and of standard
  /// input in any case.
  private func savedBytes() throws -> [UInt8]? {
    if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let head = try? file.read(upToCount: 64), Self.startsWithBrace(head),
      let rest = try file.readToEnd()
    else { return nil }
    return [UInt8](head + rest)
  }

  private static func startsWithBrace(_ bytes: Data) -> Bool {
    bytes.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) } == UInt8(ascii: "{")
  }

  private struct Probe: Decodable {
    var schema: String
  }

  /// The fits in `bytes`; `nil` where they are no document of fits.
  private func savedFits(_ bytes: [UInt8]) throws -> [FittedLaw]? {
    guard Self.startsWithBrace(Data(bytes.prefix(64))),
      let schema = (try? JSONText.decode(Probe.self, from: bytes))?.schema,
      schema.hasPrefix("echelle.")
    else { return nil }
    return schema == FitsDocument.schema
      ? try JSONText.decode(FitsDocument.self, from: bytes).fits
      : [try JSONText.decode(FittedLaw.self, from: bytes)]
  }
}
