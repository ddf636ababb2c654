import Foundation
import Testing

/// The examples of the help, pasted into a shell.
@Suite("Examples of the help")
struct HelpExampleTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// The words that a shell makes of an example, by a program that prints them between marks.
  private func words(of example: String) async throws -> [String] {
    let run = try await Command.run(
      ["-c", "PATH=$PWD/bin:$PATH\n\(example)"], in: sandbox.folder,
      executable: URL(fileURLWithPath: "/bin/sh"))
    try #require(run.exitCode == 0, "\(example): \(run.errors)")
    return run.output.split(separator: "\u{1F}", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  @Test("Every example is a command line that the parser takes.")
  func parse() async throws {
    let commands = try await HelpDump.commands()
    let examples = commands.flatMap(\.help.examples)
    #expect(examples.count > 90)
    try sandbox.write("#!/bin/sh\nprintf '%s\\037' \"$@\"\n", to: "bin/echelle")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: sandbox.url("bin/echelle").path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for example in examples {
        group.addTask {
          let words = try await words(of: example)
          let isKnown = commands.contains { !$0.words.isEmpty && words.starts(with: $0.words) }
          #expect(isKnown, "\(example)")
          // The parser reports an option that nobody has last of all, before any work.
          let run = try await Command.run(words + ["--no-such-option"], in: sandbox.folder)
          #expect(
            run.exitCode == 64 && run.errors.contains("Unknown option '--no-such-option'"),
            "\(example): \(run.errors)")
        }
      }
      try await group.waitForAll()
    }
  }
}
