import Foundation
import Testing

@Suite("Published scaling laws")
struct LawsTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test("A law shows how far the rounding of its coefficients moves the loss and the optimum.")
  func show() async throws {
    let shown = try await sandbox.echelle("laws", "show", "chinchilla")
    #expect(shown.exitCode == 0)
    #expect(shown.output.contains("L = E + A / N^alpha + B / D^beta"))
    #expect(shown.output.contains("A      exp(6.0073404)  = 406.40102"))
    // 1.69 + 406.4/70e9^.34 + 410.7/1.4e12^.28 is 1.93665.
    #expect(
      shown.output.unwrapped.contains(
        "at N 70.0 B, D 1.40 T: 1.9366, between 1.9005 and 1.9773 given the rounding of the "
          + "coefficients"))
    #expect(shown.output.contains("N* at 5.76e+23 FLOP: "))
  }

  @Test("A law is evaluated with every complete set, or with one, or with coefficients as given.")
  func evaluate() async throws {
    let all = try await JSONDocument(
      sandbox.echelle(
        "laws", "evaluate", "chinchilla", "--params", "70B", "--tokens", "1.4T", "--format", "json"
      ).output)
    #expect(try all.list("values").count == 4)
    let golden = try await JSONDocument(
      sandbox.echelle(
        "laws", "evaluate", "data-constrained", "--params", "6.34B", "--tokens", "242B", "--at",
        "U=25e9", "--coefficients", "muennighoff2023", "--format", "json"
      ).output)
    #expect(abs(try golden.number("values.0.value") - 2.2256440889984477) < 1e-12)
    let given = try await sandbox.echelle(
      "laws", "evaluate", "clip-error", "--at", "C=1", "--set", "b=2", "--set", "alpha=1",
      "--format", "csv")
    #expect(
      given.output
        == "law,coefficients,C,value,rounding_lower,rounding_upper\nclip-error,as given,1.0,2.0,,\n"
    )
  }

  @Test(
    "Missing inputs are reported.",
    arguments: [
      (
        ["chinchilla", "--params", "1B"],
        """
        error: --tokens: the law depends on D, which is missing
          why: chinchilla depends on D: tokens
          fix: pass a value, as in --tokens 1.4T

        """
      ),
      (
        ["clip-error", "--at", "C=1"],
        """
        error: --coefficients: the coefficients b, alpha of clip-error are unknown
          why: none were published with the law
          fix: pass them, as in --set b=VALUE --set alpha=VALUE

        """
      ),
      (
        ["chinchilla", "--params", "1B", "--tokens", "1B", "--set", "gamma=1"],
        """
        error: --set: chinchilla has no coefficient 'gamma'
          fix: its coefficients are E, A, alpha, B, beta

        """
      ),
    ])
  func missing(arguments: [String], message: String) async throws {
    let run = try await Command.run(["laws", "evaluate"] + arguments, in: sandbox.folder)
    #expect(run.exitCode == 64)
    #expect(run.errors == message)
  }

  @Test("A law of the catalogue, and one of a file, is fitted.")
  func fit() async throws {
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write(
      """
      title: My law
      formula: E + A / size^alpha + B / D^beta
      derived: {size: N / 2}
      variables: {N: parameters, D: tokens}
      figure: loss
      """, to: "mine.yml")
    let mine = try await JSONDocument(
      sandbox.echelle(
        "fit", "runs.csv", "--law", "mine.yml", "--bootstrap", "0", "--format", "json"
      ).output)
    let builtIn = try await JSONDocument(
      sandbox.echelle("fit", "runs.csv", "--bootstrap", "0", "--format", "json").output)
    #expect(try mine.text("law.name") == "mine")
    let alpha = try builtIn.number("coefficients.alpha.estimate")
    #expect(abs(try mine.number("coefficients.alpha.estimate") / alpha - 1) < 1e-3)
    let coupled = try await sandbox.echelle(
      "fit", "runs.csv", "--law", "coupled-power", "--bootstrap", "0", "--fix", "k=1")
    #expect(coupled.exitCode == 0, "\(coupled.errors)")
  }
}
