import Testing

@Suite("echelle multiverse")
struct MultiverseTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write(SampleRuns.withoutEmbedding, to: "both.csv")
  }

  @Test("The published runs: D*/N* from 1.2 to 17.9, and a warning that one interval hides it.")
  func published() async throws {
    let multiverse = try await sandbox.echelle(
      "multiverse", "hoffmann2022", "--compute", "5.76e23")
    #expect(multiverse.exitCode == 0 && multiverse.errors.isEmpty)
    let lines = multiverse.output.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(3) == [
        "hoffmann2022: L = E + A / N^alpha + B / D^beta", "  at C = 5.76e+23 FLOP",
        "  24 analyses, 18 distinct",
      ])
    for row in [
      "6*  huber:0.001   dataset's own rule   240  0.514  73.2 B   17.9  1.974",
      "7  huber:0.001   five highest         240  0.514  73.2 B   17.9  1.974  = 6",
      "21  squares       none                 245  0.642   283 B   1.20  2.078",
    ] {
      #expect(lines.contains { $0.drop { $0 == " " } == row }, "\(row)")
    }
    #expect(
      lines.contains {
        $0.hasPrefix("  warning: across analyses, D*/N* ranges from 1.20 to 18.3, beyond the")
      })
  }

  @Test("Without a budget it is ten times the largest run's, which is said.")
  func defaultBudget() async throws {
    let text = try await sandbox.echelle("multiverse", "runs.csv", "--bootstrap", "0")
    #expect(
      text.output.unwrapped.contains(
        "at C = 1.08e+22 FLOP (10 times the largest run's, since no --compute was given)"))
    #expect(
      text.output.contains("  no interval to compare with, because the bootstrap is disabled\n"))
    #expect(!text.output.contains("warning:"))
    let json = try await JSONDocument(
      sandbox.echelle("multiverse", "runs.csv", "--bootstrap", "0", "--format", "json").output)
    #expect(try json.text("schema") == "echelle.multiverse/1")
    #expect(abs(try json.number("multiverses.0.compute") / 1.08e22 - 1) < 1e-12)
    #expect(json.isNull("multiverses.0.spreads.0.outsideInterval"))
  }

  @Test("Both columns of N are tried, and named.")
  func bothColumns() async throws {
    let csv = try await sandbox.echelle(
      "multiverse", "both.csv", "--columns", "parameters=N", "--bootstrap", "0", "--format", "csv")
    let rows = csv.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 48)
    #expect(
      rows.map { $0[6] } == Array(repeating: "total", count: 24)
        + Array(repeating: "non-embedding", count: 24))
    let text = try await sandbox.echelle(
      "multiverse", "both.csv", "--columns", "parameters=N", "--bootstrap", "0")
    #expect(text.output.unwrapped.contains("none N_no_emb 16"))
  }

  @Test("A budget is one positive number.", arguments: ["0", "-1", "x", "1e21,1e22"])
  func badBudget(_ budget: String) async throws {
    let run = try await sandbox.echelle("multiverse", "runs.csv", "--compute", budget)
    #expect(run.exitCode == 64 && run.output.isEmpty && run.errors.contains("--compute"))
  }
}
