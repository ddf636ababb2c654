import Foundation
import Testing

/// A change to a saved fit, and what is said of the file then.
struct Damage: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let what: String
  /// The file as it was made to be; `nil` where the damage did not apply.
  let change: @Sendable (String) -> String?
}

@Suite("Saved fits that are damaged")
struct DamagedFitTests {
  /// Replaces the first `old`.
  private static func replacing(_ old: String, _ new: String) -> @Sendable (String) -> String? {
    { text in
      text.range(of: old).map { text.replacingCharacters(in: $0, with: new) }
    }
  }

  static let damages: [Damage] = [
    Damage(
      testDescription: "cut short",
      what: "the file is damaged or truncated: it is not valid JSON",
      change: { String($0.prefix($0.count / 2)) }),
    Damage(
      testDescription: "of another version",
      what: "expected 'echelle.fit/2' or 'echelle.fits/1', found 'echelle.law/2'",
      change: replacing("echelle.fit/2", "echelle.law/2")),
    Damage(
      testDescription: "another document of Echelle",
      what: "expected 'echelle.fit/2' or 'echelle.fits/1', found 'echelle.plans/1'",
      change: { _ in "{\"plans\":[],\"schema\":\"echelle.plans/1\"}\n" }),
    Damage(
      testDescription: "a key is missing", what: "the key 'certificate.converged' is missing",
      change: replacing("\"converged\" : true,", "")),
    Damage(
      testDescription: "text for a number", what: "dataset.used: expected a whole number",
      change: replacing("\"used\" : 16", "\"used\" : \"16\"")),
    Damage(
      testDescription: "draws of the wrong width",
      what: "draws: the law has 5 coefficients, but replicate 1 has 2",
      change: replacing("\"draws\" : [", "\"draws\" : [\n    [1, 2],")),
    Damage(
      testDescription: "no estimate", what: "coefficients: the estimate of 'alpha' is missing",
      change: replacing("\"alpha\" : {", "\"gamma\" : {")),
    Damage(
      testDescription: "an impossible level",
      what: "bootstrap: the level 2.0 is not between 0 and 1",
      change: replacing("\"level\" : 0.9,\n    \"method", "\"level\" : 2,\n    \"method")),
    Damage(
      testDescription: "an impossible span",
      what: "dataset: span.compute from 0.0 to 1.08e+21 is not a range of positive numbers",
      change: replacing("\"lower\" : 1.2e+18", "\"lower\" : 0")),
    Damage(
      testDescription: "a coefficient outside its domain",
      what: "coefficients.E.estimate: -1.0 is out of range",
      change: { text in
        guard let name = text.range(of: "\"E\" : {"),
          let key = text.range(of: "\"estimate\" : ", range: name.upperBound..<text.endIndex)
        else { return nil }
        return text.replacingCharacters(in: key, with: "\"estimate\" : -1, \"was\" : ")
      }),
    Damage(
      testDescription: "an impossible cost of a token",
      what: "dataset.flopPerParameterToken: 6000000.0 is out of range",
      change: replacing("\"flopPerParameterToken\" : 6", "\"flopPerParameterToken\" : 6e6")),
    Damage(
      testDescription: "an impossible size of a run",
      what: "runs.parameterCount: 1e+300 is out of range",
      change: { text in
        guard let key = text.range(of: "\"parameterCount\" : [\n"),
          let comma = text.range(of: ",", range: key.upperBound..<text.endIndex)
        else { return nil }
        return text.replacingCharacters(in: key.upperBound..<comma.lowerBound, with: "1e300")
      }),
    Damage(
      testDescription: "another formula",
      what: "law: the formula of 'chinchilla' is 'E + A / N^alpha + B / D^beta'",
      change: replacing("\"formula\" : \"E + A / N^alpha + B / D^beta\"", "\"formula\" : \"E\"")),
  ]

  @Test("An error is reported with the file, the location and a fix.", arguments: damages)
  func damage(_ damage: Damage) async throws {
    let sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "10", "--level", ".9", "--format", "json")
    let damaged = try #require(damage.change(fit.output))
    try sandbox.write(damaged, to: "fit.json")
    let remedy = """
        why: a saved fit must be as Echelle wrote it
        fix: write it again: echelle fit PATH -o fit.json
      """
    for command in [
      ["plan", "--compute", "1e22"], ["predict", "--params", "1B", "--tokens", "1T"],
    ] {
      try await expectComplaint(
        "error: fit.json: \(damage.what)\n\(remedy)", exitCode: 65, from: command + ["fit.json"],
        in: sandbox)
      try await expectComplaint(
        "error: <stdin>: \(damage.what)\n\(remedy)", exitCode: 65, from: command + ["-"],
        in: sandbox, input: damaged)
    }
  }
}
