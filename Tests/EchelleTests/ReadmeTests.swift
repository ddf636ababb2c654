import Foundation
import Testing

/// The README shows what the command prints, and its commands run as they stand.
@Suite("README")
struct ReadmeTests {
  /// The lines that a reader would paste into a shell, in order.
  ///
  /// Those of `make`, which build and test the project, are what continuous integration runs.
  private func commandLines() throws -> [String] {
    let text = try String(
      contentsOf: Command.packageRoot.appendingPathComponent("README.md"), encoding: .utf8)
    var lines: [String] = []
    var fence: Substring?
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") {
        fence = fence == nil ? line.dropFirst(3) : nil
      } else if fence == "console" {
        if line.hasPrefix("$ ") { lines.append(String(line.dropFirst(2))) }
      } else if fence != nil, !line.hasPrefix("make "), !line.hasPrefix("export ") {
        lines.append(String(line))
      }
    }
    return lines
  }

  @Test("The commands run in their order on a fresh clone, and each succeeds.", .needing("gnuplot"))
  func commands() async throws {
    let sandbox = try Sandbox()
    try FileManager.default.createSymbolicLink(
      at: sandbox.url("datasets"),
      withDestinationURL: Command.packageRoot.appendingPathComponent("datasets"))
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let folder = Command.executable.deletingLastPathComponent().path
    let lines = try commandLines()
    #expect(lines.count { $0.hasPrefix("echelle ") } >= 20)
    for line in lines {
      let run = try await Command.run(
        ["-c", line], in: sandbox.folder, environment: ["PATH": "\(folder):\(path)"],
        executable: URL(fileURLWithPath: "/bin/sh"))
      #expect(run.exitCode == 0, "\(line)\n\(run.errors)")
    }
  }

  @Test("Every example with its output prints what is shown.")
  func examples() async throws {
    let text = try String(
      contentsOf: Command.packageRoot.appendingPathComponent("README.md"), encoding: .utf8)
    let sandbox = try Sandbox()
    var shown = 0
    for block in text.components(separatedBy: "```console\n").dropFirst() {
      let lines = (block.components(separatedBy: "```").first ?? "").split(separator: "\n")
      let command = try #require(lines.first).split(separator: " ").dropFirst(2).map(String.init)
      let run = try await Command.run(command, in: sandbox.folder)
      #expect(run.exitCode == 0)
      var printed = run.output.split(separator: "\n")[...]
      for line in lines.dropFirst() where line != "  …" {
        // Rounding of the last digit of a gradient is no part of the example.
        let isSame = { (other: Substring) in
          other == line || (line.contains("gradient") && other.contains("gradient"))
        }
        let place = printed.firstIndex(where: isSame)
        #expect(place != nil, "not printed: \(line)")
        if let place { printed = printed[(place + 1)...] }
      }
      shown += 1
    }
    #expect(shown >= 2)
  }
}
