import Foundation
import Testing

/// `echelle verify`.
@Suite("Verifying published fits")
struct VerifyTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// Copies the dataset of the repository, with its descriptor changed.
  func copyHoffmann(_ original: String, _ text: String) throws {
    let folder = Command.packageRoot.appendingPathComponent("datasets/hoffmann2022")
    for name in ["dataset.yml", "runs.csv"] {
      let content = try String(
        contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      try sandbox.write(
        name == "runs.csv" ? content : content.replacingOccurrences(of: original, with: text),
        to: "store/hoffmann2022/\(name)")
    }
  }

  func verify(_ arguments: String...) async throws -> Outcome {
    try await Command.run(
      ["verify"] + arguments, in: sandbox.folder,
      environment: ["ECHELLE_DATASETS": sandbox.url("store").path])
  }

  @Test("The published fits to the Chinchilla runs pass or differ as documented.")
  func hoffmann() async throws {
    let run = try await sandbox.echelle("verify", "hoffmann2022")
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty)
    let verdicts = run.output.split(separator: "\n").compactMap { line in
      ["PASS", "FAIL", "DIFFERS", "SKIPPED"].first { line.hasPrefix("  \($0)  ") }
    }
    #expect(verdicts == ["DIFFERS", "DIFFERS", "PASS", "PASS", "PASS"])
    #expect(run.output.unwrapped.contains("4.1210091e-03 at the published coefficients (+305 %)"))
    #expect(run.output.contains("\n3 passed, 0 failed, 2 known to differ, 0 skipped\n"))
  }

  @Test("A doctored coefficient fails, is named, and ends with status 1.")
  func doctored() async throws {
    try copyHoffmann(
      "alpha: 0.3478, beta: 0.3658}\n    standard", "alpha: 0.4478, beta: 0.3658}\n    standard")
    let run = try await verify()
    #expect(run.exitCode == 1)
    #expect(
      run.output.contains(
        """
          FAIL  Besiroglu et al. 2024: chinchilla, huber:1e-3 (arXiv:2404.10102)
            because alpha is 5.02 published standard errors below

        """))
    #expect(run.output.contains("\n2 passed, 1 failed, 2 known to differ, 0 skipped\n"))
    let csv = try await verify("--format", "csv")
    #expect(csv.exitCode == 1)
    let row = try #require(
      csv.output.split(separator: "\n").first {
        $0.hasPrefix("hoffmann2022,Besiroglu et al. 2024,FAIL,alpha,0.4478,0.34731")
      })
    #expect(row.hasSuffix(",alpha is 5.02 published standard errors below"))
  }

  @Test("A changed table fails its checksum; a missing one is reported as missing.")
  func tables() async throws {
    try copyHoffmann("", "")
    try sandbox.write("parameters,flop,loss\n1e9,1e19,3\n", to: "store/hoffmann2022/runs.csv")
    let changed = try await verify("hoffmann2022")
    #expect(changed.exitCode == 1)
    #expect(
      changed.output.unwrapped.contains(
        "runs.csv is not the file that the dataset describes SHA-256 expected "))
    try copyHoffmann(
      "url: https://github.com/epoch-research/analyzing-chinchilla",
      "{url: https://example.org, path: runs.csv}\n# ")
    let broken = try await verify("hoffmann2022")
    #expect(broken.exitCode == 65)
    try copyHoffmann("  commit: \"92258837\"\n", "  path: runs.csv\n")
    try FileManager.default.removeItem(at: sandbox.url("store/hoffmann2022/runs.csv"))
    let absent = try await verify("hoffmann2022")
    #expect(absent.exitCode == 1)
    #expect(absent.output.contains("\n  to download it: echelle datasets pull hoffmann2022\n"))
    let all = try await verify()
    #expect(all.exitCode == 0)
    #expect(all.output.contains("1 missing dataset"))
  }

  @Test(
    "By name, folder, descriptor or table, a dataset is verified under the same rules, which are listed.",
    arguments: [
      "hoffmann2022", "store/hoffmann2022", "store/hoffmann2022/dataset.yml",
      "store/hoffmann2022/runs.csv",
    ])
  func rules(argument: String) async throws {
    try copyHoffmann("", "")
    let run = try await verify(argument, "--bootstrap", "2")
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    let descriptor = sandbox.url("store/hoffmann2022/dataset.yml").path
    let shown = argument == "hoffmann2022" ? descriptor : "store/hoffmann2022/dataset.yml"
    #expect(
      run.output.unwrapped.contains(
        "rules of \(shown): 5 rows dropped: highest loss (outliers, excluded by the 2024 replication)"
      ), "\(run.output.prefix(600))")
    #expect(run.output.contains("\n3 passed, 0 failed, 2 known to differ, 0 skipped\n"))
    let json = try await JSONDocument(
      verify(argument, "--bootstrap", "2", "--format", "json").output)
    #expect(try json.number("datasets.0.used") == 240)
    #expect(
      try json.text("datasets.0.fits.0.exclusions.0")
        == "5 rows dropped: highest loss (outliers, excluded by the 2024 replication)")
  }

  @Test("A fit to the table itself says which rules it does not apply, unless it applies them.")
  func unappliedRules() async throws {
    try copyHoffmann("", "")
    func notes(_ arguments: String...) async throws -> [String] {
      let run = try await Command.run(
        ["fit"] + arguments + ["--bootstrap", "0"], in: sandbox.folder)
      #expect(run.exitCode == 0 && run.errors.isEmpty)
      let notes = run.output.unwrapped.split(separator: "assumptions: ").last ?? ""
      return notes.contains("rules of") ? [String(notes)] : []
    }
    let table = "store/hoffmann2022/runs.csv"
    #expect(
      try await notes(table).first?.contains(
        "the rules of store/hoffmann2022/dataset.yml do not apply when the file is named directly: "
          + "they drop the 5 rows with the highest loss; name its folder to apply them"
      ) == true)
    #expect(try await notes(table, "--drop-highest", "loss:5").isEmpty)
    #expect(try await notes("store/hoffmann2022").isEmpty)
  }

  @Test("A file that no dataset has as its table is refused.")
  func otherFiles() async throws {
    try copyHoffmann("", "")
    try sandbox.write("N,D,loss\n", to: "store/hoffmann2022/other.csv")
    try sandbox.write("N,D,loss\n", to: "alone.csv")
    try await expectComplaint(
      """
      error: store/hoffmann2022/other.csv: this file is not the table of a dataset
        why: store/hoffmann2022/dataset.yml describes 'runs.csv'
        fix: name that file, or the folder store/hoffmann2022/
      """, exitCode: 65, from: ["verify", "store/hoffmann2022/other.csv"], in: sandbox)
    try await expectComplaint(
      """
      error: alone.csv: there is no dataset.yml next to the file
        why: it contains a dataset's rules and published fits
        fix: name a dataset, or write ./dataset.yml
      """, exitCode: 65, from: ["verify", "alone.csv"], in: sandbox)
  }
}
