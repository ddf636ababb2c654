import Foundation
import Testing

@Suite("Runs outside a law's domain")
struct FormulaFitTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    let rows = SampleRuns().lines.enumerated().map { "\($0.offset - 1),\($0.element)\n" }
    try sandbox.write("x,N,D,loss\n" + rows.joined(), to: "runs.csv")
  }

  @Test(
    "A run at which a power or a function has no value is named with its line.",
    arguments: ["E + A * log(x)", "E + A / x^alpha", "E + A * sqrt(x - 0.5)"])
  func undefined(law: String) async throws {
    let run = try await sandbox.echelle("fit", "runs.csv", "--law", law, "--bootstrap", "0")
    #expect(run.exitCode == 65)
    #expect(
      run.errors == """
        error: runs.csv: line 2: the law has no value at x = -1
          why: a power or function in it is undefined there; log and powers need positive arguments
          fix: exclude such rows with --where, or rewrite the law

        """)
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--law", law, "--where", "x > 0", "--bootstrap", "0")
    #expect(fit.exitCode == 0, "\(fit.errors)")
  }

  @Test(
    "A formula that cannot be read is shown with the place.",
    arguments: [
      (
        ["--law", "E + foo(N)"],
        """
        error: unknown function 'foo'
          E + foo(N)
              ^
          why: the functions are exp, log, log10, sqrt, sin, cos, tan, atan, erf, min, max, abs, tanh, if
          fix: write a product with *

        """
      ),
      (
        ["--law", "E + (A / N^alpha"],
        """
        error: unclosed parenthesis
          E + (A / N^alpha
              ^
          fix: add the missing )

        """
      ),
      (
        ["--law", "E + A / N^alpha", "--domain", "Q=positive"],
        """
        error: --domain: the law has no coefficient 'Q'
          why: the coefficients of E + A / N^alpha are E, A, alpha
          fix: name one of them

        """
      ),
    ])
  func unreadable(options: [String], message: String) async throws {
    let run = try await Command.run(["fit", "runs.csv"] + options, in: sandbox.folder)
    #expect(run.exitCode == 64)
    #expect(run.errors == message)
  }

  @Test("Coefficients that the runs cannot separate are named.")
  func notIdentified() async throws {
    let run = try await sandbox.echelle(
      "fit", "runs.csv", "--law", "E + A * B / N^alpha", "--bootstrap", "200", "--format", "json")
    let fit = try JSONDocument(run.output)
    #expect(try fit.text("remarks.0.text") == "the runs do not determine A, B")
    #expect(fit.isNull("coefficients.A.interval") && fit.isNull("coefficients.B.interval"))
  }
}
