import Testing

@Suite("echelle compare-laws")
struct CompareLawsTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  private func compare(_ laws: String..., options: [String] = []) async throws -> Outcome {
    try await Command.run(
      ["compare-laws", "runs.csv"] + laws.flatMap { ["--laws", $0] } + options,
      in: sandbox.folder)
  }

  @Test("The criteria, the differences, the forecasts and what can be said are told in every form.")
  func forms() async throws {
    func output(_ format: String) async throws -> String {
      let run = try await compare(
        "E + A / C^alpha", "chinchilla", options: ["--bootstrap", "200", "--format", format])
      #expect(run.exitCode == 0 && run.errors.isEmpty)
      return run.output
    }
    let text = try await output("text")
    #expect(text.hasPrefix("runs.csv: 2 laws on 16 runs\n"))
    #expect(text.contains("    AICc prefers 'chinchilla', with an Akaike weight of "))
    #expect(text.contains("  what cannot:\n"))
    let rows = try await output("csv").split(separator: "\n")
    #expect(rows.count == 3 && rows[1].hasPrefix("runs.csv,chinchilla,E + A / N^alpha"))
    let json = try await JSONDocument(output("json"))
    #expect(try json.text("schema") == "echelle.comparison/1")
    #expect(try json.text("comparisons.0.laws.0.law") == "chinchilla")
    #expect(try json.text("comparisons.0.quantity") == "log(L)")
    let parameters = try json.number("comparisons.0.laws.0.parameters")
    let likelihood = try json.number("comparisons.0.laws.0.logLikelihood")
    #expect(try json.number("comparisons.0.laws.0.aic") == 2 * parameters - 2 * likelihood)
    #expect(try json.number("comparisons.0.laws.1.differencePerRun.interval.upper") < 0)
    #expect(try json.list("comparisons.0.notSaid").count == 4)
  }

  @Test("The result is written to a file that does not exist yet.")
  func file() async throws {
    let run = try await compare(
      "E + A / C^alpha", "chinchilla", options: ["--bootstrap", "0", "-o", "laws.txt"])
    #expect(run.exitCode == 0 && run.output.isEmpty)
    #expect(
      try sandbox.read("laws.txt").contains(
        "    the differences have no intervals: no bootstrap was asked for\n"))
  }

  @Test("One law, the same law twice, and an unknown one are refused.")
  func refusals() async throws {
    try await expectComplaint(
      """
      error: one law was given to compare
        why: an information criterion says something only beside that of another law
        fix: name each law, as in --laws chinchilla --laws 'E + A / C^alpha'
      """, exitCode: 64, from: ["compare-laws", "runs.csv", "--laws", "chinchilla"], in: sandbox)
    try await expectComplaint(
      """
      error: the law 'E + A / N^alpha + B / D^beta' was given twice
        why: the weights of the laws would count it twice
        fix: leave one of the two out
      """, exitCode: 64,
      from: [
        "compare-laws", "runs.csv", "--laws", "chinchilla", "--laws",
        "E + A / N^alpha + B / D^beta",
      ], in: sandbox)
    let unknown = try await compare("chinchila", "chinchilla")
    #expect(unknown.exitCode == 64 && unknown.errors.hasPrefix("error: --laws: no law 'chinchila'"))
    let objective = try await compare(
      "chinchilla", "A / C^alpha", options: ["--objective", "huber"])
    #expect(
      objective.exitCode == 64 && objective.errors.contains("--objective has no meaning here"))
  }
}
