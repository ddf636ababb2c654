import Foundation
import Testing

@Suite("Bounds, objectives, weights and selections of a fit")
struct FittingOptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    let swept = SampleRuns().rows.enumerated().flatMap { index, run in
      (0..<3).map { rate in
        let loss = run.loss * (1 + 0.002 * Double((index * 7 + rate * 3) % 5))
        return "\(run.parameters),\(run.tokens),\(loss),\(rate),\(1 + index % 4)\n"
      }
    }
    try sandbox.write("N,D,loss,lr,sigma\n" + swept.joined(), to: "swept.csv")
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  static let misuses: [BadOption] = [
    BadOption(
      ["fit", "runs.csv", "--bounds", "E=2..1"],
      """
      error: --bounds: '2..1' is empty
        why: the lower bound is not below the upper one
        fix: write the lower bound first
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e22", "--bounds", "E=0..1,alpha=0..,E=1..2"],
      """
      error: --bounds: 'E' is named twice
        why: an option gives a coefficient one value
        fix: leave one of them out
      """),
    BadOption(
      ["fit", "runs.csv", "--bounds", "E=-1..1"],
      """
      error: --bounds: -1..1 is outside the domain of 'E'
        why: E is positive
        fix: pass bounds inside it
      """),
    BadOption(
      ["fit", "runs.csv", "--bounds", "alpha=0.5..", "--start", "E=2,A=9,B=9,alpha=.3,beta=.3"],
      """
      error: --start: alpha = 0.3 is outside the bounds of 'alpha'
        why: alpha is bounded to 0.5..
        fix: start inside the bounds
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "E=1.7", "--bounds", "E=1..2"],
      """
      error: --bounds: 'E' is fixed
        why: --fix E=… gives its value
        fix: leave out one of the two
      """),
    BadOption(
      ["fit", "swept.csv", "--weights", "1/(sigma-9)^2*0+2"],
      """
      error: --weights: has no effect on swept.csv
        why: 1/(sigma-9)^2*0+2 is 2 for every run
        fix: leave it out
      """),
    BadOption(
      ["fit", "swept.csv", "--weights", "sqrt(sgima)"],
      """
      error: --weights: no column 'sgima'
        why: the columns of swept.csv are 'N', 'D', 'loss', 'lr', 'sigma'
        fix: did you mean 'sigma'?
      """),
    BadOption(
      ["fit", "runs.csv", "--best-over", "N"],
      """
      error: --best-over: 'N' is the parameters N
        why: runs that differ in it are not alternatives to each other
        fix: name columns that the law does not depend on, such as a learning rate
      """),
    BadOption(
      ["fit", "swept.csv", "--where", "lr == 0", "--best-over", "lr"],
      """
      error: --best-over: has no effect on swept.csv
        why: no two runs agree in N, D and the other variables of the law
        fix: leave it out
      """),
  ]

  @Test("What cannot be meant, or would change nothing, is refused.", arguments: misuses)
  func refused(_ option: BadOption) async throws {
    try await expectComplaint(option.errors, exitCode: 64, from: option.arguments, in: sandbox)
  }

  @Test("Commands that fit, and those that read the saved fit, give the same figures to the bit.")
  func savedFit() async throws {
    let options = [
      "--bounds", "E=..1.6,alpha=0.1..", "--objective", "level-huber:0.01:2", "--weights",
      "1 / sigma^2", "--best-over", "lr", "--bootstrap", "60",
    ]
    let fit = try await Command.run(
      ["fit", "swept.csv", "-o", "fit.json"] + options, in: sandbox.folder)
    #expect(fit.exitCode == 0, "\(fit.errors)")
    let saved = try JSONDocument(sandbox.read("fit.json"))
    #expect(try saved.number("law.bounds.E.upper") == 1.6)
    #expect(saved.isNull("law.bounds.E.lower"))
    #expect(try saved.text("certificate.boundsReached.E") == "upper")
    #expect(try saved.number("coefficients.E.estimate") == 1.6)
    #expect(try saved.text("coefficients.E.interval.boundEnd") == "upper")
    #expect(try saved.text("objective.space") == "level")
    #expect(try saved.number("objective.asymmetry") == 2)
    for question in [
      ["predict", "--params", "7B", "--tokens", "1T"], ["plan", "--compute", "1e22"],
    ] {
      let words = Array(question.dropFirst())
      let direct = try await Command.run(
        [question[0], "swept.csv"] + options + words + ["--format", "json"], in: sandbox.folder)
      let read = try await Command.run(
        [question[0], "fit.json"] + words + ["--format", "json"], in: sandbox.folder)
      #expect(direct.exitCode == 0 && read.exitCode == 0, "\(direct.errors)\(read.errors)")
      #expect(direct.output.contains("selected-runs"))
      #expect(direct.output.contains("at-bound"))
      func figures(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { $0.contains("estimate") || $0.contains("er\": ") }
      }
      #expect(figures(direct.output) == figures(read.output))
    }
  }
}
