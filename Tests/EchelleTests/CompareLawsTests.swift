import Foundation
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

  @Test("The criteria, differences, forecasts and conclusions are shown in every format.")
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
    #expect(text.contains("  what it does not show:\n"))
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
        "    the differences have no intervals, because the bootstrap is disabled\n"))
  }

  @Test("One law, the same law twice, and an unknown one are refused.")
  func refusals() async throws {
    try await expectComplaint(
      """
      error: one law was given to compare
        why: an information criterion is meaningful only relative to that of another law
        fix: name each law, as in --laws chinchilla --laws 'E + A / C^alpha'
      """, exitCode: 64, from: ["compare-laws", "runs.csv", "--laws", "chinchilla"], in: sandbox)
    try await expectComplaint(
      """
      error: the law 'E + A / N^alpha + B / D^beta' was given twice
        why: it would count twice in the Akaike weights
        fix: omit one of the two
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
      objective.exitCode == 64 && objective.errors.contains("--objective has no effect here: "))
  }

  @Test(
    "A law whose fit does not converge, or that the runs do not determine, is listed without rank.")
  func unranked() async throws {
    // Two sizes: the terms in N cannot be separated.
    try sandbox.write(
      SampleRuns(
        parameters: [1e8, 1e9], tokens: [2e9, 4e9, 8e9, 1.6e10, 3.2e10, 6.4e10]
      ).csv(), to: "runs.csv")
    let laws = ["chinchilla", "E + A / C^alpha", "A / D^alpha", "E + A / N^alpha + B / N^beta"]
    func output(_ format: String) async throws -> String {
      let run = try await compare(
        laws[0], laws[1], laws[2], laws[3], options: ["--bootstrap", "50", "--format", format])
      #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
      return run.output
    }
    let reason = "the runs do not determine E, A, alpha"
    let text = try await output("text")
    #expect(text.hasPrefix("runs.csv: 4 laws on 12 runs\n"))
    #expect(text.unwrapped.contains(" not ranked: L = E + A / N^alpha + B / D^beta: \(reason) "))
    #expect(text.contains("\n    'chinchilla' is not ranked: \(reason)\n"))
    let json = try await JSONDocument(output("json"))
    #expect(try json.list("comparisons.0.laws").count == 2)
    #expect(try json.list("comparisons.0.notRanked").count == 2)
    #expect(try json.text("comparisons.0.notRanked.0.law") == "chinchilla")
    #expect(try json.text("comparisons.0.notRanked.0.reason") == reason)
    // Up to the last column, whose reasons have commas.
    let lines = try await output("csv").split(separator: "\n")
    let rows = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let place = try #require(rows[0].firstIndex(of: "weight"))
    #expect(rows.map { $0[place].isEmpty } == [false, false, false, true, true])
    #expect(lines[1].hasSuffix(",") && lines[2].hasSuffix(",equal-minima"))
    #expect(lines[3].hasSuffix(",,,,,,\"\(reason)\",not-identified;few-levels"), "\(lines[3])")
  }

  @Test(
    "A law that stops at the limit of iterations has no weight, and the others share all of it.")
  func unfinished() async throws {
    // Concave in log N: the best exponent lies beyond 0, which a positive exponent only approaches.
    let rows = [1e8, 4e8, 1.6e9, 6.4e9].flatMap { parameters in
      [1e9, 4e9, 1.6e10].map { (parameters, $0) }
    }.enumerated().map { index, run in
      let size = log(run.0 / 1e7)
      let scatter = 0.01 * sin(Double((index + 1) * (index + 1)))
      return "\(run.0),\(run.1),\(3.2 - 0.004 * size * size + 1e3 / pow(run.1, 0.4) + scatter)\n"
    }
    try sandbox.write("N,D,loss\n" + rows.joined(), to: "concave.csv")
    let run = try await sandbox.echelle(
      "compare-laws", "concave.csv", "--laws", "A / C^p", "--laws", "A/N^alpha + B/D^beta",
      "--laws", "E + A*(1+exp(u)*log(N))^(-exp(-u)*k)", "--bootstrap", "0", "--format", "json")
    #expect(run.exitCode == 0)
    let json = try JSONDocument(run.output)
    let weights = try (0..<2).map { try json.number("comparisons.0.laws.\($0).weight") }
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    #expect(try json.list("comparisons.0.laws").count == 2)
    #expect(
      try json.text("comparisons.0.notRanked.0.reason")
        == "the fit did not converge: iteration-limit")
    #expect(
      try json.text("comparisons.0.notRanked.0.certificate.termination") == "iteration-limit")
  }

  @Test("Where no law can be ranked, the command ends with the reasons.")
  func noneRanked() async throws {
    // Losses of a law, to rounding.
    let rows = (1...9).map { index in
      let (parameters, tokens) = (1e8 * Double(index), 1e9 * Double(20 - index))
      return "\(parameters),\(tokens),\(2 + 1e3 / pow(parameters, 0.3))\n"
    }
    try sandbox.write("N,D,loss\n" + rows.joined(), to: "runs.csv")
    let exact = "it fits every run exactly, so its likelihood is unbounded"
    let wide = "E + A / N^alpha + B / D^beta + G / C^gamma"
    try await expectComplaint(
      """
      error: runs.csv: none of the laws can be ranked
        why: 'E + A / N^alpha': \(exact); '\(wide)': 9 runs are too few: AICc needs 10, two more than \
      coefficients and scale together
        fix: add runs, or compare laws with fewer coefficients
      """, exitCode: 65,
      from: [
        "compare-laws", "runs.csv", "--laws", "E + A / N^alpha", "--laws", wide,
      ], in: sandbox)
  }
}
