import Foundation
import Testing

@Suite("Names that look the same")
struct TwinNamesTests {
  let sandbox: Sandbox
  /// Pairs that are canonically equivalent, and of different bytes.
  static let twins = [
    ("\u{E9}", "e\u{301}"), ("\u{212B}", "\u{C5}"), ("\u{1E69}", "s\u{323}\u{307}"),
    ("\u{AC00}", "\u{1100}\u{1161}"), ("a\u{323}\u{307}", "a\u{307}\u{323}"),
  ]

  init() throws {
    sandbox = try Sandbox()
  }

  private func csv(_ names: [String]) -> String {
    "family,N,D,loss\n"
      + names.enumerated().flatMap { index, name in
        SampleRuns(phase: Double(index)).lines.map { "\(name),\($0)\n" }
      }.joined()
  }

  @Test(
    "Groups are distinguished by their bytes: fitted separately, jointly and in a batch.",
    arguments: twins)
  func groups(one: String, other: String) async throws {
    try sandbox.write(csv([one, other]), to: "runs.csv")
    let fit = ["runs.csv", "--group-by", "family", "--bootstrap", "0", "--format", "csv"]
    for command in [
      ["fit"] + fit, ["fit"] + fit + ["--share", "E"],
      ["batch", "run"] + fit + ["--results", "out"],
    ] {
      let run = try await Command.run(command, in: sandbox.folder)
      #expect(run.exitCode == 0, "\(run.errors)")
      let names = Set(
        run.output.split(separator: "\n").dropFirst().compactMap {
          $0.split(separator: ",").first.map { Array($0.utf8) }
        })
      #expect(names.count == 2, "\(command)")
    }
    let filtered = try await sandbox.echelle(
      "fit", "runs.csv", "--where", "family == \"\(other)\"", "--bootstrap", "0")
    #expect(filtered.output.contains("16 used"), "\(filtered.output)\(filtered.errors)")
  }

  @Test("Folders and runs of logs are distinguished by their bytes.", arguments: twins)
  func logs(one: String, other: String) async throws {
    let log = "step,loss,tokens,params\n1,4.5,1e9,1e8\n2,4.0,2e9,1e8\n3,3.5,3e9,1e8\n"
    for (index, name) in [one, other, "plain"].enumerated() {
      try sandbox.write(log.replacing("3.5", with: "3.\(index)"), to: "logs/\(name)/metrics.csv")
    }
    let run = try await sandbox.echelle("runs", "logs", "--format", "csv")
    #expect(run.output.split(separator: "\n").count == 4, "\(run.output)\(run.errors)")
    let rows = [one, other].enumerated().flatMap { index, name in
      (1...3).map { "\(name),\($0),\(5 - $0).\(index),\($0)e9,1e8\n" }
    }
    try sandbox.write("run,step,loss,tokens,params\n" + rows.joined(), to: "runs.csv")
    let table = try await sandbox.echelle("runs", "runs.csv", "--format", "csv")
    #expect(table.output.split(separator: "\n").count == 3, "\(table.output)\(table.errors)")
  }

  @Test(
    "Cells of a stranger that differ by an apostrophe are two.",
    arguments: [("'=q", "=q"), ("'-1", "-1"), ("''+x", "'+x"), ("'\u{FF1D}q", "\u{FF1D}q")])
  func apostrophes(one: String, other: String) async throws {
    try sandbox.write(csv([one, other, "=z"]), to: "runs.csv")
    let run = try await sandbox.echelle(
      "fit", "runs.csv", "--group-by", "family", "--bootstrap", "0", "--format", "csv")
    let names = Set(
      run.output.split(separator: "\n").dropFirst().compactMap {
        $0.split(separator: ",").first.map { Array($0.utf8) }
      })
    #expect(names.count == 3, "\(run.output)\(run.errors)")
  }
}
