import Testing

@Suite("echelle rollout")
struct RolloutTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write("N,D,loss\n1e8,1e9,3\n2e8,2e9,2.9\n", to: "few.csv")
    try sandbox.write("N,D,loss\n", to: "none.csv")
    let groups =
      SampleRuns().lines.map { "dense,\($0)\n" } + ["tiny,1e8,1e9,3\n", "tiny,2e8,1e9,2.9\n"]
    try sandbox.write("family,N,D,loss\n" + groups.joined(), to: "groups.csv")
  }

  @Test("The published runs have one row per cut-off, three predictors per distance.")
  func published() async throws {
    let rollout = try await sandbox.echelle("rollout", "hoffmann2022", "--bootstrap", "200")
    #expect(rollout.exitCode == 0 && rollout.errors.isEmpty)
    let lines = rollout.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "hoffmann2022: L = E + A / N^alpha + B / D^beta")
    for start in ["0.5  8.03e+19  118 / 122", "0.9  9.85e+20   215 / 25"] {
      #expect(lines.contains { $0.drop { $0 == " " }.hasPrefix(start) }, "\(start)")
    }
    #expect(lines.count { $0.contains("  this law  ") } == 5)
    #expect(lines.count { $0.contains("  power law in C  ") } == 5)
    #expect(lines.count { $0.contains("  lowest loss so far  ") } == 5)
    #expect(
      lines.contains { $0.hasPrefix("  The highest rows are dropped only from the runs up to") })
  }

  @Test("A cut-off that cannot be used is reported with its reason, in every form.")
  func refusals() async throws {
    let reason = "6 runs below the cut-off; 10 are needed, twice the number of coefficients"
    func roll(_ format: String) async throws -> String {
      let run = try await sandbox.echelle(
        "rollout", "runs.csv", "--where", "N > 1e8", "--bootstrap", "0", "--format", format)
      #expect(run.exitCode == 0 && run.errors.isEmpty)
      return run.output
    }
    let text = try await roll("text")
    #expect(text.unwrapped.contains("quantile 0.5 cannot be used: \(reason) "))
    #expect(
      text.unwrapped.contains(
        "quantile 0.7 cannot be used: it splits the runs in the same way as quantile 0.6 "))
    #expect(text.contains("  no intervals: bootstrap disabled\n"))
    let rows = try await roll("csv").split(separator: "\n")
    #expect(
      rows[1].hasPrefix("runs.csv,chinchilla,0.5,") && rows[1].hasSuffix(",\"\(reason)\","))
    let scored = rows.dropFirst().filter { $0.contains(",law,") }
    let columns = rows[0].split(separator: ",", omittingEmptySubsequences: false).count
    #expect(scored.count == 4)
    #expect(
      scored.allSatisfy {
        $0.split(separator: ",", omittingEmptySubsequences: false).count == columns
      })
    let json = try await JSONDocument(roll("json"))
    #expect(try json.text("schema") == "echelle.rollout/1")
    #expect(try json.text("rollouts.0.cutoffs.0.refused") == reason)
    #expect(json.isNull("rollouts.0.cutoffs.4.refused"))
    #expect(json.isNull("rollouts.0.scores.0.predictors.0.hits"))
  }

  @Test("Runs of which no cut-off can be used, and no runs, are bad data.")
  func nothingToRoll() async throws {
    let few = try await sandbox.echelle("rollout", "few.csv")
    let same = [0.6, 0.7, 0.8, 0.9].map {
      "quantile \($0): it splits the runs in the same way as quantile 0.5"
    }
    #expect(few.exitCode == 65 && few.output.isEmpty)
    #expect(
      few.errors == """
        error: few.csv: no cut-off can be used
          why: quantile 0.5: 1 run below the cut-off; 10 are needed, twice the number of coefficients; \
        \(same.joined(separator: "; "))
          fix: add runs at more compute budgets, or exclude fewer runs

        """)
    let none = try await sandbox.echelle("rollout", "none.csv")
    #expect(none.exitCode == 65)
    #expect(none.errors.hasPrefix("error: none.csv: there are no runs to fit\n"))
  }

  @Test("A group that cannot be rolled out does not take the others with it.")
  func groups() async throws {
    let rollout = try await sandbox.echelle(
      "rollout", "groups.csv", "--group-by", "family", "--bootstrap", "0", "--format", "json")
    #expect(rollout.exitCode == 65)
    let error = try JSONDocument(rollout.errors)
    #expect(try error.text("message") == "no cut-off can be used")
    #expect(try error.text("origin.document") == "groups.csv/tiny")
    let document = try JSONDocument(rollout.output)
    #expect(try document.list("rollouts").count == 1)
    #expect(try document.text("rollouts.0.dataset") == "groups.csv/dense")
  }

  @Test("The number of threads changes nothing.")
  func threads() async throws {
    func csv(_ threads: String) async throws -> String {
      try await sandbox.echelle(
        "rollout", "hoffmann2022", "--bootstrap", "300", "--format", "csv", "--threads", threads
      ).output
    }
    #expect(try await csv("1") == csv("3"))
  }
}
