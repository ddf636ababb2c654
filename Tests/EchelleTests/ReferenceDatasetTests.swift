import Foundation
import Testing

/// Published runs kept beside the repository, fitted with no more said than which column is which.
@Suite("Published runs beside the repository")
struct ReferenceDatasetTests {
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
      file: "epoch_chinchilla/svg_extracted_data.csv",
      options: ["--drop-highest", "loss:5"], objective: 1.0182740180e-03, rowsUsed: 240),
    Reference(
      file: "kyo_takano/df.csv", options: [], objective: 8.4009311995741735e-04, rowsUsed: 234),
    Reference(
      file: "gemstones/wandb_df_for_fitting_hot.jsonl",
      options: ["--columns", "parameters=params_active_precise", "--columns", "loss=final_loss"],
      objective: 0.00198161285, rowsUsed: 220),
  ]

  @Test("The least objective known is reached.", arguments: references)
  func objective(reference: Reference) async throws {
    let file = Command.packageRoot.deletingLastPathComponent()
      .appendingPathComponent("shared/datasets/\(reference.file)")
    guard FileManager.default.fileExists(atPath: file.path) else {
      print("skipped: there is no \(file.path)")
      return
    }
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
