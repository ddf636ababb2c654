import Foundation
import Testing

/// The published tables that the repository carries, by the names of their datasets.
@Suite("Published tables")
struct PublishedTablesTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private static let datasets = Command.packageRoot.appendingPathComponent("datasets")

  private func run(_ arguments: String...) async throws -> Outcome {
    try await Command.run(
      arguments, in: sandbox.folder, environment: ["ECHELLE_DATASETS": Self.datasets.path])
  }

  @Test(
    "Every published fit reproduces, or differs as is known and said.",
    arguments: [
      ("epoch-chinchilla", ["PASS"]), ("misfitting-epoch", ["PASS"]), ("kyo-takano", ["PASS"]),
      ("gemstones", ["PASS", "PASS"]), ("datablations", ["DIFFERS", "PASS"]),
      ("routing", ["PASS", "DIFFERS", "DIFFERS", "DIFFERS"]), ("t5-sparsity", ["DIFFERS"]),
    ])
  func verify(name: String, verdicts: [String]) async throws {
    let outcome = try await run("verify", name, "--bootstrap", "100", "--format", "json")
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    let document = try JSONDocument(outcome.output)
    let found = try verdicts.indices.map { try document.text("datasets.0.fits.\($0).verdict") }
    #expect(found == verdicts)
  }

  @Test("Routed experts: the refit is within rounding of the published law, but for S-Base.")
  func routedExperts() async throws {
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
    let table = Self.datasets.appendingPathComponent("laion-segmentation/runs.csv.gz")
    let law = "loss = E + A / parameters^alpha + B / samples_seen^beta"
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
      [
        "rollout", table.path, "--bootstrap", "50", "--columns", "compute=forward_flop", "--unit",
        "compute=forward",
      ] + options, in: sandbox.folder)
    #expect(rollout.exitCode == 0, "\(rollout.errors)")
    let forecasts = try JSONDocument(rollout.output)
    for index in 0..<2 {
      #expect(try forecasts.list("rollouts.\(index).cutoffs").count == 5)
    }
  }

  @Test("A carried table is not fetched: pull says so, and copies it where that is asked for.")
  func carried() async throws {
    let pull = try await run("datasets", "pull", "hoffmann2022")
    #expect(pull.exitCode == 0 && pull.errors.isEmpty, "\(pull.errors)")
    let path = Self.datasets.appendingPathComponent("hoffmann2022/runs.csv").path
    #expect(pull.output.unwrapped.hasPrefix("hoffmann2022: copied with its description, \(path) ("))
    #expect(pull.output.unwrapped.hasSuffix(", SHA-256 matches)"))
    let copy = try await run("datasets", "pull", "hoffmann2022", "--to", "mine")
    #expect(copy.exitCode == 0, "\(copy.errors)")
    let fit = try await run("fit", "mine/hoffmann2022", "--bootstrap", "0")
    #expect(fit.exitCode == 0 && fit.output.contains("245 rows read, 240 used"))
    // The descriptor of another view of the table finds it beside itself.
    let view = try await run("fit", "kyo-takano", "--bootstrap", "0")
    #expect(view.output.contains("245 rows read, 234 used"))
    let document = try await run("datasets", "show", "kyo-takano", "--format", "json")
    let json = try JSONDocument(document.output)
    #expect(try json.text("datasets.0.tableOf") == "hoffmann2022")
    #expect(try json.text("datasets.0.path") == path)
    // Another file there is kept.
    try sandbox.write("N,D,loss\n1,2,3\n", to: "mine/hoffmann2022/runs.csv")
    let again = try await run("datasets", "pull", "hoffmann2022", "--to", "mine")
    #expect(again.exitCode != 0 && again.errors.contains("another file exists"))
    let forced = try await run("datasets", "pull", "hoffmann2022", "--to", "mine", "--force")
    #expect(forced.exitCode == 0, "\(forced.errors)")
  }

  @Test(
    "Where the files that a table was made from cannot be fetched, it is still said to be here.")
  func offline() async throws {
    // Nothing answers there.
    try sandbox.write(
      """
      title: A sweep
      file: runs.csv
      source: {url: 'http://127.0.0.1:9', files: [{path: raw.csv}]}
      """, to: "store/sweep/dataset.yml")
    try sandbox.write(SampleRuns().csv(), to: "store/sweep/runs.csv")
    let pull = try await Command.run(
      ["datasets", "pull", "sweep"], in: sandbox.folder,
      environment: [
        "ECHELLE_DATASETS": sandbox.url("store").path, "ECHELLE_ALLOW_LOOPBACK_HTTP": "1",
      ])
    #expect(pull.exitCode == 1 && pull.errors.contains("http://127.0.0.1:9/raw.csv"))
    #expect(
      pull.output.unwrapped.hasPrefix("sweep: copied with its description, "), "\(pull.output)")
    #expect(
      pull.output.unwrapped.hasSuffix(
        "runs.csv (\(try size("store/sweep/runs.csv")) B, no SHA-256 to compare with)"))
  }

  private func size(_ path: String) throws -> Int {
    try Data(contentsOf: sandbox.url(path)).count
  }
}
