import Foundation
import Testing

/// The sum that a fit prints is the sum that it names, of the residuals that it saves.
@Suite("Printed sums")
struct PrintedSumTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    let rows = SampleRuns().lines.enumerated().map { "\($0.element),\($0.offset % 3 + 1)\n" }
    try sandbox.write("N,D,loss,w\n" + rows.joined(), to: "runs.csv")
  }

  /// The sum of `term` over the residuals of a fit, each times its weight.
  private func sum(
    _ json: JSONDocument, weighted: Bool, _ term: (Double) -> Double
  ) throws -> Double {
    try json.list("residuals").indices.reduce(0) { sum, index in
      let row = try Int(json.number("runs.row.\(index)"))
      let weight = weighted ? Double((row - 1) % 3 + 1) : 1
      return try sum + weight * term(json.number("residuals.\(index)"))
    }
  }

  @Test(
    "The text, `sum` and `value` are the sums that the objective says.",
    arguments: ["squares", "log-squares", "huber", "huber:0.01", "lad"], [false, true])
  func sums(objective: String, weighted: Bool) async throws {
    let arguments =
      ["fit", "runs.csv", "--objective", objective, "--bootstrap", "0"]
      + (weighted ? ["--weights", "w"] : [])
    let run = try await Command.run(arguments + ["--format", "json"], in: sandbox.folder)
    let json = try JSONDocument(run.output)
    let isOfSquares = objective.hasSuffix("squares")
    let delta = objective == "huber" ? 1e-3 : 0.01
    let named = try sum(json, weighted: weighted) { residual in
      switch objective {
      case "squares", "log-squares": residual * residual
      case "lad": abs(residual)
      default:
        abs(residual) <= delta
          ? residual * residual / 2 : delta * (abs(residual) - delta / 2)
      }
    }
    #expect(abs(try json.number("objective.sum") / named - 1) < 1e-9)
    #expect(
      abs(try json.number("objective.value") / (isOfSquares ? named / 2 : named) - 1) < 1e-9)
    if isOfSquares {
      #expect(abs(try json.number("classical.residualSumOfSquares") / named - 1) < 1e-9)
    }
    let text = try await Command.run(arguments, in: sandbox.folder).output
    let shown = try #require(
      text.unwrapped.split(separator: " certificate: ").first?.split(separator: "objective: ").last)
    let line = "objective: \(shown)"
    let function =
      isOfSquares ? "squares" : objective.hasPrefix("huber") ? "huber(\(delta))" : "lad"
    let space = objective == "squares" ? "L − L̂" : "log L − log L̂"
    let start = "objective: \(weighted ? "weighted " : "")Σ \(function) of \(space) = "
    #expect(line.hasPrefix(start), "\(line)")
    let words = line.dropFirst(start.count).split(separator: " ", maxSplits: 1)
    let printed = try #require(Double(words[0]))
    #expect(abs(printed / named - 1) < 1e-8)
    #expect(words.count == 1 || words[1] == "(half of it is minimised)")
    #expect((words.count == 2) == isOfSquares)
  }

  @Test("Of the published runs below 1e21 FLOP, the sum of squares is .062414.")
  func published() async throws {
    let run = try await Command.run(
      [
        "fit", "hoffmann2022", "--where", "flop < 1e21", "--objective", "squares", "--bootstrap",
        "0",
      ], in: Command.packageRoot)
    #expect(
      run.output.contains(
        "  objective: Σ squares of L − L̂ = 6.241429312e-02 (half of it is minimised)\n"))
  }

  @Test("A table of several fits has the sums of squares under their name.")
  func severalFits() async throws {
    let run = try await sandbox.echelle(
      "fit", "runs.csv", "runs.csv", "--objective", "squares", "--bootstrap", "0")
    let lines = run.output.split(separator: "\n")
    #expect(lines[0].hasSuffix("  Σ squares"))
    let json = try await JSONDocument(
      sandbox.echelle(
        "fit", "runs.csv", "--objective", "squares", "--bootstrap", "0", "--format", "json"
      ).output)
    let last = try #require(lines[1].split(separator: " ").last.flatMap { Double($0) })
    #expect(abs(last / (try json.number("objective.sum")) - 1) < 1e-4)
  }
}
