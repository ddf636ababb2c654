import Foundation
import Testing

@Suite("Predictions and plans of shared fits")
struct SharedFitTests {
  let sandbox: Sandbox
  private static let sharing = ["--group-by", "family", "--share", "E,alpha,beta"]

  init() async throws {
    sandbox = try Sandbox()
    let groups = ["dense", "a/b"].enumerated().flatMap { index, name in
      SampleRuns(phase: Double(index)).lines.map { "\(name),\($0)\n" }
    }
    try sandbox.write("family,N,D,loss\n" + groups.joined(), to: "groups.csv")
    let fit = try await Command.run(
      ["fit", "groups.csv", "--bootstrap", "60", "-o", "fit.json"] + Self.sharing,
      in: sandbox.folder)
    #expect(fit.exitCode == 0, "\(fit.errors)")
  }

  static let commands = [
    ["predict", "--params", "7B", "--tokens", "2T", "--quantiles", "0.1,0.5"],
    ["plan", "--compute", "1e22", "--loss", "2.1"],
  ]

  @Test("A saved shared fit gives what fitting first gives, for each group.", arguments: commands)
  func saved(_ command: [String]) async throws {
    for format in ["text", "json", "csv"] {
      let saved = try await Command.run(
        command + ["fit.json", "--format", format], in: sandbox.folder)
      let direct = try await Command.run(
        command + ["groups.csv", "--bootstrap", "60", "--format", format] + Self.sharing,
        in: sandbox.folder)
      #expect(saved.exitCode == 0 && !saved.output.isEmpty, "\(saved.errors)")
      #expect(saved.output == direct.output)
      #expect(saved.output.contains("groups.csv/dense") && saved.output.contains("groups.csv/a/b"))
    }
  }

  @Test("One group of them is what it is among all.", arguments: commands, ["dense", "a/b"])
  func one(_ command: [String], _ group: String) async throws {
    let list = command[0] == "plan" ? "plans" : "predictions"
    let all = try JSONDocument(
      await Command.run(command + ["fit.json", "--format", "json"], in: sandbox.folder).output)
    for source in [
      ["fit.json"], ["groups.csv", "--bootstrap", "60"] + Self.sharing,
    ] {
      let run = try await Command.run(
        command + source + ["--group", group, "--format", "json"], in: sandbox.folder)
      #expect(run.exitCode == 0, "\(run.errors)")
      let own = try JSONDocument(run.output).list(list)
      #expect(try own == all.list(list).filter { $0["dataset"] == .text("groups.csv/\(group)") })
      #expect(!own.isEmpty)
    }
  }

  @Test("A group that is not there is refused, with those that are.")
  func missing() async throws {
    try await expectComplaint(
      """
      error: --group: no group 'dence'
        why: the groups are a/b, dense
        fix: did you mean dense?
      """, exitCode: 64, from: Self.commands[0] + ["fit.json", "--group", "dence"], in: sandbox)
  }
}
