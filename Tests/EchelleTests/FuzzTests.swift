import Foundation
import Testing

@Suite("Arbitrary input")
struct FuzzTests {
  @Test("No reader crashes, hangs or accepts invalid input.")
  func shortRun() async throws {
    let sandbox = try Sandbox()
    let fuzz = Command.executable.deletingLastPathComponent()
      .appendingPathComponent("echelle-fuzz")
    let run = try await Command.run(
      ["--inputs", "24000", "--seed", "1"], in: sandbox.folder, executable: fuzz)
    #expect(run.exitCode == 0, "\(run.output)")
    #expect(run.output.hasSuffix(" passed, 0 failed\n"))
  }
}
