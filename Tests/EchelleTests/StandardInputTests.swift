import Foundation
import Testing

@Suite("Standard input")
struct StandardInputTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  @Test("Runs are read from standard input, as CSV and as JSON Lines.")
  func runs() async throws {
    let file = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "50", "--format", "csv")
    for input in [SampleRuns().csv(), SampleRuns().jsonLines] {
      let fit = try await sandbox.echelle(
        "fit", "-", "--bootstrap", "50", "--format", "csv", input: input)
      #expect(fit.exitCode == 0)
      #expect(fit.errors.isEmpty)
      #expect(fit.output == file.output.replacing("\nruns.csv,", with: "\nstdin,"))
    }
  }

  @Test("A saved fit is read from standard input, with the same result as from its file.")
  func savedFit() async throws {
    let fit = try await sandbox.echelle("fit", "runs.csv", "--format", "json", "-o", "fit.json")
    #expect(fit.exitCode == 0)
    let saved = try sandbox.read("fit.json")
    for command in [
      ["predict", "--params", "7B", "--tokens", "2T"], ["plan", "--compute", "1e22"],
    ] {
      let piped = try await Command.run(command + ["-"], in: sandbox.folder, input: saved)
      let read = try await Command.run(command + ["fit.json"], in: sandbox.folder)
      #expect(piped.exitCode == 0)
      #expect(piped.output == read.output)
      #expect(!piped.output.isEmpty)
    }
  }

  @Test("Runs from standard input are fitted first by predict and plan, as by fit.")
  func runsFirst() async throws {
    let fit = try await sandbox.echelle(
      "fit", "-", "--format", "json", "-o", "fit.json", input: SampleRuns().csv())
    #expect(fit.exitCode == 0)
    let direct = try await sandbox.echelle(
      "plan", "-", "--loss", "2.1", "--format", "json", input: SampleRuns().csv())
    let saved = try await sandbox.echelle("plan", "fit.json", "--loss", "2.1", "--format", "json")
    #expect(direct.exitCode == 0)
    #expect(direct.output == saved.output)
  }

  @Test(
    "An input without end is refused once it takes a quarter of the memory allowed.",
    .disabled(
      if: TestEnvironment.isSanitized, "a sanitizer needs more addresses than the test allows"))
  func endless() async throws {
    let run = try await Command.run(
      ["-c", "ulimit -v 2000000; yes | '\(Command.executable.path)' fit -"], in: sandbox.folder,
      executable: URL(fileURLWithPath: "/bin/sh"))
    #expect(run.exitCode == 65)
    #expect(
      run.errors.hasPrefix(
        """
        error: <stdin>: more than 512000000 bytes without an end
          why: input from a pipe or device is held in memory and may fill a quarter of it
          fix: write it to a file, which is memory-mapped instead

        """), "\(run.errors)")
  }

  @Test("Errors call it <stdin>.")
  func errors() async throws {
    for arguments in [["fit", "-"], ["plan", "-", "--compute", "1e22"]] {
      let run = try await Command.run(
        arguments, in: sandbox.folder, input: "N,D,loss\n1e8,1e9,high\n")
      #expect(run.exitCode == 65)
      #expect(
        run.errors == """
          error: <stdin>:2:9: column 'loss': expected a positive number, found 'high'
            why: residuals are taken in log space
            fix: correct the cell, or pass --invalid-rows skip

          """)
    }
    let empty = try await sandbox.echelle("fit", "-", input: "")
    #expect(empty.exitCode == 65)
    #expect(empty.errors.hasPrefix("error: <stdin>: the file is empty\n"))
  }
}
