import Foundation
import Testing

@Suite("Standard output")
struct StandardOutputTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  private func shell(_ script: String) async throws -> Outcome {
    try await Command.run(
      ["-c", script], in: sandbox.folder, environment: ["E": Command.executable.path],
      executable: URL(fileURLWithPath: "/bin/bash"))
  }

  @Test(
    "A disk that is full is an error, for results, help and completions.",
    arguments: [
      "fit runs.csv --bootstrap 20", "fit runs.csv --bootstrap 20 --format json", "laws", "--help",
      "--version", "--generate-completion-script bash", "report runs.csv --format markdown",
    ])
  func full(command: String) async throws {
    let run = try await shell("\"$E\" \(command) > /dev/full")
    #expect(run.exitCode == 1)
    if command.hasSuffix("json") {
      let error = try JSONDocument(run.errors)
      #expect(try error.text("message") == "cannot be written: No space left on device")
      #expect(try error.text("origin.file") == "<stdout>")
    } else {
      #expect(
        run.errors.hasPrefix("error: <stdout>: cannot be written: No space left on device\n  fix: ")
      )
    }
  }

  @Test("A reader that closes early is not an error, whether SIGPIPE is ignored or not.")
  func head() async throws {
    for prefix in ["", "trap '' PIPE; "] {
      let run = try await shell(
        "\(prefix)\"$E\" fit runs.csv --bootstrap 2000 --format json | head -1; echo ${PIPESTATUS[0]}"
      )
      #expect(run.errors.isEmpty, "\(run.errors)")
      #expect(run.output.hasPrefix("{\n"))
      #expect(!run.output.hasSuffix("\n1\n"))
    }
  }

  @Test("A closed standard output is an error, and no other file receives the text.")
  func closed() async throws {
    let run = try await shell("\"$E\" fit runs.csv --bootstrap 20 >&-")
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("<stdout>: cannot be written: Bad file descriptor"))
    let file = try await shell("\"$E\" fit runs.csv --bootstrap 20 -o out.txt >&-")
    #expect(file.exitCode == 0)
    let printed = try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "20")
    #expect(try sandbox.read("out.txt") == printed.output)
    let silent = try await shell("\"$E\" fit nowhere.csv 2>&-")
    #expect(silent.exitCode == 65)
    #expect(try await shell("\"$E\" fit nowhere.csv 2>/dev/full").exitCode == 65)
  }
}
