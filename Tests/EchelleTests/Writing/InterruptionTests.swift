import Foundation
import ProgramRunner
import Testing

@Suite("Interruption")
struct InterruptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    // A million refits of these take minutes.
    let many = (0..<100).flatMap { SampleRuns(phase: Double($0)).lines }
    try sandbox.write("N,D,loss\n" + many.joined(separator: "\n") + "\n", to: "many.csv")
  }

  /// Runs the command, and sends it a signal after so many seconds, if it is still there.
  ///
  /// - Returns: Its status, as a shell gives it.
  private func status(
    of arguments: [String], sending signal: Int32, after seconds: Double
  ) async throws -> Int32 {
    let program = try Command.start(arguments, in: sandbox.folder)
    try await Task.sleep(for: .seconds(seconds))
    program.send(signal)
    let code = try await program.end(within: 60)
    return code < 0 ? 128 - code : code
  }

  @Test("A signal ends a command with 128 and its number.", arguments: [SIGINT, SIGTERM, SIGHUP])
  func codes(signal: Int32) async throws {
    for arguments in [
      ["fit", "many.csv", "--bootstrap", "1000000"],
      ["plan", "many.csv", "--compute", "1e22", "--bootstrap", "1000000"],
      ["fit", "many.csv", "--bootstrap", "1000000", "--report", "out"],
    ] {
      #expect(try await status(of: arguments, sending: signal, after: 1) == 128 + signal)
    }
    #expect(try sandbox.names() == ["many.csv", "runs.csv"])
  }

  @Test(
    "A signal that was blocked when a command was started ends it all the same.",
    .enabled(if: TestEnvironment.isLinux, "'env' blocks signals only in GNU's version"))
  func blocked() async throws {
    let started = try RunningProgram(
      "/usr/bin/env",
      [
        "--block-signal=TERM", Command.executable.path, "fit", "many.csv", "--bootstrap", "1000000",
      ],
      in: sandbox.folder.path, streams: (nil, nil, nil))
    try await Task.sleep(for: .seconds(1))
    started.send(SIGTERM)
    #expect(try await started.end(within: 60) == 128 + SIGTERM)
  }

  @Test("An interrupted or killed report loses nothing and leaves nothing behind.")
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
    // Beside other tests one may take long; what comes after it is over by then.
    let length = min(start.duration(to: clock.now), .seconds(3))
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
