import Foundation
import Testing

@Suite("Words that name no command")
struct UnknownCommandTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write(SampleRuns().csv(), to: "my runs.csv")
  }

  static let complaints: [BadOption] = [
    BadOption(["pln"], "error: no command 'pln'; did you mean 'plan'?"),
    BadOption(["Fit", "runs.csv"], "error: no command 'Fit'; did you mean 'fit'?"),
    BadOption(
      ["energy", "trian"], "error: no command 'energy trian'; did you mean 'energy train'?"),
    BadOption(["laws", "lsit"], "error: no command 'laws lsit'; did you mean 'laws list'?"),
    BadOption(
      ["hoffmann2022"],
      "error: no command 'hoffmann2022'; did you mean 'echelle fit hoffmann2022'?"),
    BadOption(
      ["runs.csv", "--bootstrap", "0"],
      "error: no command 'runs.csv'; did you mean 'echelle fit runs.csv'?"),
    BadOption(
      ["my runs.csv"],
      "error: no command 'my runs.csv'; did you mean 'echelle fit 'my runs.csv''?"),
    BadOption(
      ["conjure"], "error: no command 'conjure'\n  fix: 'echelle --help' lists the commands"),
    BadOption(
      ["energy", "conjure"],
      "error: no command 'energy conjure'\n  fix: 'echelle energy --help' lists the commands"),
    BadOption(
      ["\u{1B}[31m"], "error: no command '\\u{1B}[31m'\n  fix: 'echelle --help' lists the commands"),
  ]

  @Test("The nearest command is named, or 'fit' for what can be fitted.", arguments: complaints)
  func nearest(_ words: BadOption) async throws {
    try await expectComplaint(words.errors, exitCode: 64, from: words.arguments, in: sandbox)
  }

  @Test("A misspelt option has the nearest one.")
  func option() async throws {
    let run = try await sandbox.echelle("fit", "runs.csv", "--bootsrap", "0")
    #expect(run.exitCode == 64)
    #expect(
      run.errors.hasPrefix("error: Unknown option '--bootsrap'. Did you mean '--bootstrap'?\n"))
  }

  @Test("The error is JSON where the result would be.")
  func json() async throws {
    let run = try await sandbox.echelle("pln", "--format", "json")
    #expect(run.exitCode == 64 && run.output.isEmpty)
    let document = try JSONDocument(run.errors)
    #expect(try document.text("message") == "no command 'pln'; did you mean 'plan'?")
    #expect(try document.text("category") == "usage")
  }

  @Test("What follows a command with a default may be a path.")
  func batch() async throws {
    let run = try await sandbox.echelle(
      "batch", "runs.csv", "--results", "out", "--bootstrap", "0")
    #expect(run.exitCode == 0, "\(run.errors)")
  }
}
