import Foundation
import LoopbackServer
import Testing

/// `echelle datasets pull` from a server on this machine.
@Suite("Fetching datasets")
struct DatasetsPullTests {
  let sandbox: Sandbox
  let server: LoopbackServer

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "served/runs.csv")
    server = try LoopbackServer(serving: sandbox.url("served/runs.csv").path)
  }

  /// Writes the descriptor of a dataset `sweep` at an address of the server.
  func describe(_ behaviour: String, sha256: String? = nil) throws {
    let digest = sha256.map { ", sha256: \($0)" } ?? ""
    let url = "\(server.address)/\(behaviour)"
    try sandbox.write(
      "title: A sweep\nfile: runs.csv\nsource: {url: '\(url)', path: runs.csv\(digest)}\n",
      to: "datasets/sweep/dataset.yml")
  }

  func echelle(_ arguments: String..., allowing: Bool = true) async throws -> Outcome {
    try await Command.run(
      arguments, in: sandbox.folder,
      environment: [
        "ECHELLE_DATASETS": "", "ECHELLE_ALLOW_LOOPBACK_HTTP": allowing ? "1" : "0",
        "XDG_DATA_HOME": sandbox.url("home").path,
      ])
  }

  @Test(
    "An absent dataset is listed as such, asked for by fit, fetched, and fitted.",
    .needing("python"))
  func absentThenFetched() async throws {
    try describe("broken")
    let list = try await echelle("datasets", "list")
    #expect(
      list.output == """
        sweep  missing  A sweep

        to download the missing ones: echelle datasets pull sweep

        """)
    let refused = try await echelle("fit", "sweep")
    #expect(refused.exitCode == 65)
    #expect(
      refused.errors == """
        error: datasets/sweep/dataset.yml: the file 'runs.csv' is missing
          why: it is the dataset's table, which is downloaded on demand
          fix: echelle datasets pull sweep

        """)
    let pull = try await echelle("datasets", "pull", "sweep")
    #expect(pull.exitCode == 0)
    let text = try #require(
      pull.output.wholeMatch(
        of: /sweep: downloaded, datasets\/sweep\/runs.csv \(\d+ B, no SHA-256 to compare with\)\n/))
    #expect(!text.output.isEmpty)
    let fit = try await echelle("fit", "sweep", "--bootstrap", "0")
    #expect(fit.exitCode == 0)
    #expect(fit.output.contains("16 rows read, 16 used"))
    let again = try await echelle("datasets", "pull", "sweep", "--format", "csv")
    #expect(
      again.output.hasPrefix("name,path,bytes,fetched,checked\nsweep,datasets/sweep/runs.csv,"))
    #expect(again.output.hasSuffix(",no,no\n"))
    let document = try await echelle("datasets", "pull", "sweep", "--format", "json")
    try sandbox.write(document.output, to: "pulled.json")
    #expect(try await SchemaValidator().faults([sandbox.url("pulled.json")]) == "")
  }

  @Test("A file with the wrong checksum is deleted, and the error says so.")
  func wrongChecksum() async throws {
    let digest = String(repeating: "0", count: 64)
    try describe("good", sha256: digest)
    let run = try await echelle("datasets", "pull", "sweep")
    #expect(run.exitCode == 1)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.hasPrefix(
        "error: \(server.address)/good/runs.csv: the file does not match its checksum, and was "
          + "deleted\n  why: its SHA-256 is "))
    #expect(try sandbox.names().contains("datasets"))
    let left = try FileManager.default.contentsOfDirectory(
      atPath: sandbox.url("datasets/sweep").path)
    #expect(left == ["dataset.yml"])
  }

  @Test("Plain http is refused unless a test allows it, too large files and redirects always.")
  func refusals() async throws {
    try describe("good")
    let plain = try await echelle("datasets", "pull", "sweep", allowing: false)
    #expect(plain.exitCode == 1)
    #expect(plain.errors.contains("is not an https address"))
    let large = try await echelle("datasets", "pull", "sweep", "--max-bytes", "10")
    #expect(large.exitCode == 1)
    #expect(large.errors.contains("the file is larger than 10 bytes"))
    try describe("redirect")
    let redirect = try await echelle("datasets", "pull", "sweep")
    #expect(redirect.exitCode == 1)
    #expect(redirect.errors.contains("the server redirects to \(server.address)/good/runs.csv"))
    let unknown = try await echelle("datasets", "pull", "swep")
    #expect(unknown.exitCode == 65)
    #expect(unknown.errors.contains("did you mean 'sweep'?"))
  }
}
