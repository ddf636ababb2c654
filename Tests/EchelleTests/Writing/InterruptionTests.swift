import Foundation
import Testing

@Suite("Interruption", .enabled(if: KillCount.isAsked, "make check-long runs it"))
struct InterruptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  /// Runs the command, and sends it a signal after so many seconds, if it is still there.
  ///
  /// - Returns: Its status, as a shell gives it.
  private func status(
    of arguments: [String], sending signal: Int32, after seconds: Double
  ) async throws -> Int32? {
    // A background command of a shell ignores SIGINT unless job control is on.
    let script = """
      set -m
      "$ECHELLE" \(arguments.joined(separator: " ")) >/dev/null & child=$!
      sleep \(seconds); kill -\(signal) $child 2>/dev/null
      wait $child; echo $?
      """
    let run = try await Command.run(
      ["-c", script], in: sandbox.folder, environment: ["ECHELLE": Command.executable.path],
      executable: URL(fileURLWithPath: "/bin/bash"))
    return Int32(run.output.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test("A signal ends a command with 128 and its number.", arguments: [SIGINT, SIGTERM, SIGHUP])
  func codes(signal: Int32) async throws {
    for arguments in [
      ["fit", "runs.csv", "--bootstrap", "1000000"],
      ["plan", "runs.csv", "--compute", "1e22", "--bootstrap", "1000000"],
      ["fit", "runs.csv", "--bootstrap", "1000000", "--report", "out"],
    ] {
      #expect(try await status(of: arguments, sending: signal, after: 1) == 128 + signal)
    }
    #expect(try sandbox.names() == ["runs.csv"])
  }

  @Test("A report that is interrupted or killed loses nothing, and leaves nothing behind.")
  func reports() async throws {
    let arguments = ["report", "fit.json", "-o", "place/out", "--force"]
    #expect(
      try await sandbox.echelle(
        "fit", "runs.csv", "--bootstrap", "20", "--format", "json", "-o", "fit.json"
      ).exitCode == 0)
    try FileManager.default.createDirectory(
      at: sandbox.url("place"), withIntermediateDirectories: true)
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try await Command.run(arguments, in: sandbox.folder).exitCode == 0)
    let length = start.duration(to: clock.now)
    let page = try sandbox.read("place/out/index.html")
    for round in 0..<KillCount.value {
      // SIGKILL last: what it leaves goes with the next report that gets so far.
      let signal = [SIGINT, SIGTERM, SIGKILL][3 * round / KillCount.value]
      let seconds = length / .seconds(1) * Double.random(in: 0...1)
      let status = try await status(of: arguments, sending: signal, after: seconds)
      #expect(try sandbox.read("place/out/index.html") == page)
      guard signal != SIGKILL else { continue }
      #expect(status == 0 || status == 128 + signal)
      #expect(try names() == ["out"])
    }
    #expect(try await Command.run(arguments, in: sandbox.folder).exitCode == 0)
    #expect(try names() == ["out"])
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: sandbox.url("place").path).sorted()
  }
}
