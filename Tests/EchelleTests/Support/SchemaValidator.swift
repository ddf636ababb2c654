import Foundation
import Testing

/// Validates documents against the JSON Schemas of the documentation with Python's jsonschema.
struct SchemaValidator {
  private let python: URL

  /// - Throws: Where `make test` has not made the virtual environment.
  init() throws {
    python = try #require(TestEnvironment.python)
  }

  /// What is wrong with the schemas and with `documents`, a line each; empty where nothing is.
  func faults(_ documents: [URL]) async throws -> String {
    let root = Command.packageRoot
    let schemas = root.appendingPathComponent("Sources/Reporting/Documentation.docc/Schemas")
    let script = root.appendingPathComponent("Tests/validate-documents.py")
    let run = try await Command.run(
      [script.path, schemas.path] + documents.map(\.path), in: root, executable: python)
    let text = (run.output + run.errors).trimmingCharacters(in: .whitespacesAndNewlines)
    return run.exitCode == 0 ? "" : "exit code \(run.exitCode): \(text)"
  }
}
