import Foundation
import Testing

/// The version stands in `Sources/Echelle/Version.swift`; what else states it has to agree.
@Suite("Version")
struct VersionTests {
  private func text(_ file: String) throws -> String {
    try String(contentsOf: Command.packageRoot.appendingPathComponent(file), encoding: .utf8)
  }

  @Test("The citation and the changelog state the version that the command prints.")
  func agrees() async throws {
    let sandbox = try Sandbox()
    let printed = try await sandbox.echelle("--version").output
    let version = printed.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try text("CITATION.cff").contains("\nversion: \(version)\n"))
    let heading = try text("CHANGELOG.md").components(separatedBy: "\n")
      .first { $0.hasPrefix("## ") && $0 != "## Unreleased" }
    #expect(heading?.hasPrefix("## \(version)") == true)
  }
}
