import Foundation
import Testing

/// The published tables that do not come with the repository, under its descriptors.
///
/// They are read where they lie, beside the repository; where they are absent, a line says so.
@Suite("Published tables")
struct SharedTablesTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private static let shared = Command.packageRoot.deletingLastPathComponent()
    .appendingPathComponent("shared/datasets")

  /// The table at `path`; `nil`, said in the log, where it is absent.
  private static func table(_ path: String) -> URL? {
    let file = shared.appendingPathComponent(path)
    guard FileManager.default.fileExists(atPath: file.path) else {
      print("skipped: there is no \(file.path)")
      return nil
    }
    return file
  }

  /// Lays a dataset of the repository and the catalogue into the sandbox, with its table.
  private func lay(_ name: String, _ table: URL) throws {
    let repository = Command.packageRoot.appendingPathComponent("datasets")
    let folder = sandbox.url("store/\(name)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: repository.appendingPathComponent("\(name)/dataset.yml"),
      to: folder.appendingPathComponent("dataset.yml"))
    // A link out of a dataset's folder is refused.
    try FileManager.default.copyItem(
      at: table, to: folder.appendingPathComponent(table.lastPathComponent))
    let laws = sandbox.url("store/laws")
    if !FileManager.default.fileExists(atPath: laws.path) {
      try FileManager.default.copyItem(at: repository.appendingPathComponent("laws"), to: laws)
    }
  }

  private func run(_ arguments: String...) async throws -> Outcome {
    try await Command.run(
      arguments, in: sandbox.folder, environment: ["ECHELLE_DATASETS": sandbox.url("store").path])
  }

  @Test(
    "Every published fit reproduces, or differs as is known and said.",
    arguments: [
      ("epoch-chinchilla", "epoch_chinchilla/svg_extracted_data.csv", ["PASS"]),
      ("misfitting-epoch", "misfitting/epoch_ai.csv", ["PASS"]),
      ("kyo-takano", "kyo_takano/df.csv", ["PASS"]),
      ("gemstones", "gemstones/wandb_df_for_fitting_hot.jsonl", ["PASS", "PASS"]),
      ("routing", "routing/curves.csv.gz", ["PASS", "DIFFERS", "DIFFERS", "DIFFERS"]),
      ("t5-sparsity", "sparsity/t5-data.csv", ["DIFFERS"]),
    ])
  func verify(name: String, path: String, verdicts: [String]) async throws {
    guard let table = Self.table(path) else { return }
    try lay(name, table)
    let outcome = try await run("verify", name, "--bootstrap", "100", "--format", "json")
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    let document = try JSONDocument(outcome.output)
    let found = try verdicts.indices.map { try document.text("datasets.0.fits.\($0).verdict") }
    #expect(found == verdicts)
  }

  @Test("Routed experts: the refit is within rounding of the published law, but for S-Base.")
  func routedExperts() async throws {
    guard let table = Self.table("routing/curves.csv.gz") else { return }
    try lay("routing", table)
    let outcome = try await run(
      "verify", "routing", "--bootstrap", "2", "--format", "csv")
    let rows = outcome.output.split(separator: "\n").map { $0.split(separator: ",") }
    for (router, tolerance) in [("RL-R", 0.001), ("Hash", 0.0005), ("S-Base", 0.004)] {
      let own = rows.filter { $0.contains { $0.hasSuffix(" \(router)\"") } }
        .filter { row in ["a", "b", "c", "d"].contains { row.contains(Substring($0)) } }
      #expect(own.count == 4, "\(router)")
      for row in own {
        let place = try #require(row.firstIndex { ["a", "b", "c", "d"].contains($0) })
        let (published, found) = (Double(row[place + 1]), Double(row[place + 2]))
        #expect(abs(try #require(found) - #require(published)) < tolerance, "\(row)")
      }
    }
  }

  @Test("Segmentation: each family of models has a fit of its own, and a rollout.")
  func vision() async throws {
    guard let table = Self.table("laion_segmentation/segmentation.csv") else { return }
    let law = "loss = E + A / params^alpha + B / samples_seen^beta"
    let options = ["--group-by", "family", "--law", law, "--format", "json"]
    let fit = try await Command.run(
      ["fit", table.path, "--bootstrap", "100"] + options, in: sandbox.folder)
    #expect(fit.exitCode == 0, "\(fit.errors)")
    let document = try JSONDocument(fit.output)
    #expect(try document.list("fits").count == 2)
    for index in 0..<2 {
      let exponent = try document.number("fits.\(index).coefficients.beta.estimate")
      #expect(exponent > 0.1 && exponent < 0.3, "more samples make fewer errors: \(exponent)")
      // One minus the mean intersection over union is between 0 and 1.
      let limit = try document.number("fits.\(index).coefficients.E.estimate")
      #expect(limit >= 0 && limit < 1)
    }
    let rollout = try await Command.run(
      ["rollout", table.path, "--bootstrap", "50"] + options, in: sandbox.folder)
    #expect(rollout.exitCode == 0, "\(rollout.errors)")
    let forecasts = try JSONDocument(rollout.output)
    for index in 0..<2 {
      #expect(try forecasts.list("rollouts.\(index).cutoffs").count == 5)
    }
  }
}
