import Foundation
import Testing

@Suite("Forms of saved fits")
struct SavedFormTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write(
      "C,accuracy,val_loss\n1e18,0.30,3.1\n1e19,0.38,2.8\n1e20,0.47,2.55\n1e21,0.55,2.35\n"
        + "1e22,0.63,2.2\n1e23,0.70,2.08\n", to: "scores.csv")
    let groups = ["dense", "sparse"].flatMap { name in
      SampleRuns().lines.map { "\(name),\($0)\n" }
    }
    try sandbox.write("family,N,D,loss\n" + groups.joined(), to: "groups.csv")
    let weights = SampleRuns().lines.enumerated().map {
      "\($0.element),\($0.offset % 3 + 1)\n"
    }
    try sandbox.write("N,D,loss,w\n" + weights.joined(), to: "weighted.csv")
  }

  /// What is fitted, and what is asked of the fit.
  static let cases: [(fit: [String], ask: [String])] = [
    (
      ["runs.csv", "--law", "chinchilla", "--start-range", "alpha=0.1..0.8"],
      ["plan", "--compute", "1e22,1e24"]
    ),
    (
      ["runs.csv", "--law", "chinchilla", "--start-range", "alpha=0.1..0.8"],
      ["report", "--format", "json"]
    ),
    (
      ["runs.csv", "--law", "chinchilla", "--fix", "E=1.7", "--domain", "alpha=positive"],
      ["plan", "--loss", "2.1"]
    ),
    (
      ["runs.csv", "--law", "E + A / N^alpha + B / D^beta", "--start-range", "beta=.2..0.5"],
      ["policies", "--compute", "1e22"]
    ),
    (["scores.csv", "--law", "accuracy = a + b * log(C)"], ["predict", "--at", "C=1e24"]),
    (["scores.csv", "--law", "val_loss = E + A / C^alpha"], ["predict", "--at", "C=1e24"]),
    (["scores.csv", "--law", "1 - accuracy = b * C^alpha"], ["predict", "--at", "C=1e24"]),
    (
      ["scores.csv", "--law", "clip-error", "--columns", "error=accuracy"],
      ["predict", "--at", "C=1e24"]
    ),
    (
      ["scores.csv", "--law", "E + A / C^alpha", "--metric", "accuracy"],
      ["predict", "--at", "C=1e24"]
    ),
    (["scores.csv", "--law", "accuracy = a + b * L"], ["predict", "--at", "L=2"]),
    (
      ["groups.csv", "--group-by", "family", "--law", "log(L - 1) = a + b * log(N) + c * log(D)"],
      ["predict", "--params", "1B", "--tokens", "1T"]
    ),
    (
      ["weighted.csv", "--weights", "w", "--law", "log10(L) = a + b * log10(C)"],
      ["predict", "--params", "1B", "--tokens", "1T"]
    ),
  ]

  @Test("A saved fit gives the results of fitting first, in every form.", arguments: cases.indices)
  func saved(_ index: Int) async throws {
    let (fitting, ask) = Self.cases[index]
    let options = ["--bootstrap", "40"]
    let fit = try await Command.run(
      ["fit"] + fitting + options + ["--format", "json", "-o", "fit.json"], in: sandbox.folder)
    try #require(fit.exitCode == 0, "\(fit.errors)")
    let formats =
      ask.contains("--format") ? [[]] : ["text", "json", "csv"].map { ["--format", $0] }
    for format in formats {
      let saved = try await Command.run(ask + ["fit.json"] + format, in: sandbox.folder)
      let direct = try await Command.run(ask + fitting + options + format, in: sandbox.folder)
      #expect(saved.exitCode == 0 && saved.errors.isEmpty, "\(saved.errors)")
      // A report records the commands, which differ.
      func lines(_ text: String) -> [Substring] {
        ask[0] == "report" ? withoutCommands(text) : text.split(separator: "\n")
      }
      #expect(!saved.output.isEmpty && lines(saved.output) == lines(direct.output))
    }
  }

  /// The lines of a report up to its record of commands, and those after it.
  private func withoutCommands(_ text: String) -> [Substring] {
    var isCommand = false
    return text.split(separator: "\n").filter { line in
      if line.contains("\"command\" : [") || line.contains("\"commands\" : [") { isCommand = true }
      defer { if line.contains("]") { isCommand = false } }
      return !isCommand
    }
  }

  @Test(
    "Both shapes of the first version are read, and give what they gave.", .needing("python"),
    arguments: ["fit-1-rows.json", "fit-1-stretches.json"])
  func firstVersion(_ name: String) async throws {
    let file = Command.packageRoot.appendingPathComponent("Tests/EchelleTests/SavedForms/\(name)")
    let run = try await sandbox.echelle(
      "predict", file.path, "--params", "7B", "--tokens", "2T", "--format", "json")
    #expect(run.exitCode == 0, "\(run.errors)")
    let found = try JSONDocument(run.output)
    #expect(try abs(found.number("predictions.0.loss.estimate") - 2.49505508091246) < 1e-13)
    #expect(
      try abs(found.number("predictions.0.loss.interval.lower") - 1.9025627516261512) < 1e-13)
    #expect(
      try abs(found.number("predictions.0.newRun.interval.upper") - 2.638051357908176) < 1e-13)
    let plan = try await sandbox.echelle("plan", file.path, "--compute", "1e22", "--format", "json")
    let best = try JSONDocument(plan.output)
    #expect(
      try abs(best.number("plans.0.parameterCount.estimate") / 13382526493.585068 - 1) < 1e-12)
    let report = try await sandbox.echelle("report", file.path, "--format", "json")
    #expect(report.exitCode == 0, "\(report.errors)")
    let dropped = try JSONDocument(report.output)
    #expect(try dropped.text("dataset.dropped.0.reason") == "highest loss")
    #expect(try dropped.number("dataset.dropped.0.first") == 14)
    #expect(try await SchemaValidator().faults([file]) == "")
  }

  @Test("A fit of a later version is refused, with what to do.")
  func laterVersion() async throws {
    let fit = try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "4", "--format", "json")
    let later = fit.output.replacing("echelle.fit/2", with: "echelle.fit/3")
    try #require(later != fit.output)
    try sandbox.write(later, to: "later.json")
    try await expectComplaint(
      """
      error: later.json: 'echelle.fit/3' was written by a newer version of Echelle
        why: this version, 0.1.0, reads up to 'echelle.fit/2'
        fix: update Echelle, or fit the runs again with this version
      """, exitCode: 65, from: ["plan", "later.json", "--compute", "1e22"], in: sandbox)
  }
}
