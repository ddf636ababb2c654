import Foundation
import Testing

/// The README shows what the command prints.
@Suite("README")
struct ReadmeTests {
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
    #expect(shown >= 3)
  }
}
