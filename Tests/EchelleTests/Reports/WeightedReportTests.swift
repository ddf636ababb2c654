import Foundation
import Testing

@Suite("Reports of weighted fits")
struct WeightedReportTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    // Four budgets of seven sizes with weights, one of them 0.
    let models = (0..<4).flatMap { budget in
      (0..<7).map { size in
        let compute = 1e19 * pow(10, Double(budget) / 2)
        let parameters = 0.25 * (compute / 6).squareRoot() * pow(1.8, Double(size) - 3)
        return (parameters: parameters, tokens: compute / (6 * parameters))
      }
    }
    let rows = SampleRuns(models: models).lines.enumerated().map { index, line in
      "\(line),\([1, 2, 0.5, 3, 0, 1, 2][(index * 5) % 7])\n"
    }
    try sandbox.write("N,D,loss,wt\n" + rows.joined(), to: "runs.csv")
  }

  private func run(_ arguments: String...) async throws -> String {
    let run = try await Command.run(arguments, in: sandbox.folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    return run.output
  }

  @Test("The profiles of a report are those of isoflop with the same weights, and say so.")
  func profiles() async throws {
    _ = try await run(
      "fit", "runs.csv", "--weights", "wt", "--bootstrap", "40", "--format", "json", "-o",
      "fit.json")
    _ = try await run("report", "fit.json", "-o", "report")
    let report = try JSONDocument(sandbox.read("report/report.json"))
    func isoflop(_ options: String...) async throws -> JSONDocument {
      let text = try await Command.run(
        ["isoflop", "runs.csv", "--bootstrap", "40", "--format", "json"] + options,
        in: sandbox.folder)
      return try JSONDocument(text.output)
    }
    let weighted = try await isoflop("--weights", "wt")
    let plain = try await isoflop()
    #expect(report["profiles.weighted"] == .boolean(true))
    #expect(weighted["fits.0.weighted"] == .boolean(true))
    #expect(plain["fits.0.weighted"] == .boolean(false))
    var differences = 0
    for budget in 0..<4 {
      for (own, other) in [("parameterCount", "parameters"), ("tokenCount", "tokens")] {
        let path = "profiles.budgets.\(budget).\(own)"
        let expected = "fits.0.budgets.\(budget).cubic.\(other)"
        guard !report.isNull(path) else {
          #expect(weighted.isNull(expected))
          continue
        }
        let value = try report.number("\(path).estimate")
        #expect(value == (try weighted.number("\(expected).estimate")))
        #expect(report["\(path).interval.lower"] == weighted["\(expected).interval.lower"])
        #expect(report["\(path).interval.upper"] == weighted["\(expected).interval.upper"])
        if plain["\(expected).estimate"] != .number(value) { differences += 1 }
      }
    }
    #expect(differences > 0)
    let text = try sandbox.read("report/report.md")
    #expect(text.contains("by weighted least squares, independently of the law; "))
    #expect(
      text.contains("Runs are weighted by column 'wt'; 4 of 28 have weight 0 and are excluded"))
    #expect(text.contains("Objective: weighted Σ huber(0.001) of "))
    #expect(
      try sandbox.read("report/data/runs.csv").hasPrefix("row,name,parameters,tokens,flop,loss,"))
    #expect(try sandbox.read("report/data/runs.csv").contains(",predicted_energy_mwh,weight\n"))
  }

  @Test("A fit with runs of weight 0 is saved and read again.")
  func readAgain() async throws {
    _ = try await run(
      "fit", "runs.csv", "--weights", "wt", "--bootstrap", "20", "--format", "json", "-o",
      "fit.json")
    let saved = try await run("plan", "fit.json", "--compute", "1e22", "--format", "json")
    let direct = try await run(
      "plan", "runs.csv", "--weights", "wt", "--bootstrap", "20", "--compute", "1e22", "--format",
      "json")
    let paths = ["parameterCount", "tokenCount", "loss"].map { "plans.0.\($0).estimate" }
    let (one, other) = try (JSONDocument(saved), JSONDocument(direct))
    for path in paths { #expect(try one.number(path) == other.number(path)) }
  }
}
