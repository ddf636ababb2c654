import Foundation
import Testing

/// Tables of published runs, fitted as files without their descriptors.
@Suite("The least objective of published runs")
struct LeastObjectiveTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// A file, what has to be said of it, and the least Σ Huber(1e-3) known.
  struct Reference: Sendable {
    let file: String
    let options: [String]
    let objective: Double
    let rowsUsed: Double
  }

  static let references = [
    Reference(
      file: "hoffmann2022/runs.csv", options: ["--drop-highest", "loss:5"],
      objective: 1.0182740180e-03, rowsUsed: 240),
    Reference(
      file: "hoffmann2022/runs.csv", options: ["--where", "C > 1e18 and N < D"],
      objective: 8.4009205481e-04, rowsUsed: 234),
    Reference(
      file: "gemstones/runs.csv", options: [], objective: 0.00198161285, rowsUsed: 220),
    Reference(
      file: "datablations/runs.csv", options: [], objective: 5.8454891858e-04, rowsUsed: 29),
  ]

  @Test("The least objective known is reached.", arguments: references)
  func objective(reference: Reference) async throws {
    let file = Command.packageRoot.appendingPathComponent("datasets/\(reference.file)")
    let run = try await Command.run(
      ["fit", file.path, "--bootstrap", "0", "--format", "json"] + reference.options,
      in: sandbox.folder)
    #expect(run.errors.isEmpty)
    #expect(run.exitCode == 0)
    let document = try JSONDocument(run.output)
    #expect(try document.number("dataset.used") == reference.rowsUsed)
    let found = try document.number("objective.value")
    #expect(found <= reference.objective * (1 + 1e-9))
    #expect(found >= reference.objective * (1 - 1e-6), "lower than the minimum is another problem")
    #expect(try document.number("certificate.gradient") <= 1e-9)
  }
}
