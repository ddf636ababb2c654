import Foundation
import Testing

/// The program in the library's documentation is built and run as it stands there.
@Suite("A program that uses the library")
struct ClientProgramTests {
  private static let source = "Tests/ClientProgram/main.swift"

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Command.packageRoot.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("The documentation has its text, in thirty lines at most.")
  func isInTheDocumentation() throws {
    let program = try text(Self.source)
    let page = try text("Sources/Echelle/Documentation.docc/Echelle.md")
    #expect(page.contains("```swift\n\(program)```\n"))
    #expect(program.split(separator: "\n", omittingEmptySubsequences: false).count <= 31)
    let imports = program.split(separator: "\n").filter { $0.hasPrefix("import ") }
    #expect(imports == ["import Echelle"])
  }

  @Test("It fits, plans and prints.")
  func runs() async throws {
    let program = Command.executable.deletingLastPathComponent()
      .appendingPathComponent("client-example")
    let sandbox = try Sandbox()
    let outcome = try await Command.run([], in: sandbox.folder, executable: program)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    for label in ["parameters: ", "loss: ", "MWh: "] {
      #expect(lines.contains { $0.hasPrefix(label) }, "\(outcome.output)")
    }
  }
}
