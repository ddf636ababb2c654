import Foundation
import Testing

@Suite("Interruption")
struct InterruptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  /// Starts the command without waiting for it.
  private func launch(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = Command.executable
    process.arguments = arguments
    process.currentDirectoryURL = sandbox.folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["ECHELLE_DATASETS": Command.datasets]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test("A signal ends a command with 128 and its number.", arguments: [SIGINT, SIGTERM, SIGHUP])
  func codes(signal: Int32) async throws {
    for arguments in [
      ["fit", "runs.csv", "--bootstrap", "1000000"],
      ["plan", "runs.csv", "--compute", "1e22", "--bootstrap", "1000000"],
      ["fit", "runs.csv", "--bootstrap", "1000000", "--report", "out"],
    ] {
      let process = try launch(arguments)
      try await Task.sleep(for: .milliseconds(700))
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == 128 + signal)
    }
    #expect(try sandbox.names() == ["runs.csv"])
  }

  @Test(
    "A report that is interrupted or killed loses nothing, and leaves nothing behind.",
    arguments: [SIGINT, SIGTERM, SIGKILL])
  func reports(signal: Int32) async throws {
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
    for _ in 0..<KillCount.value {
      let process = try launch(arguments)
      try await Task.sleep(for: length * Double.random(in: 0...1))
      if process.isRunning { kill(process.processIdentifier, signal) }
      process.waitUntilExit()
      #expect(try sandbox.read("place/out/index.html") == page)
      guard signal != SIGKILL else { continue }
      // Before it listens, and after its end, a signal does what it does to all programs.
      #expect([0, 128 + signal, signal].contains(process.terminationStatus))
      #expect(try names() == ["out"])
    }
    // What SIGKILL leaves goes with the next report.
    #expect(try await Command.run(arguments, in: sandbox.folder).exitCode == 0)
    #expect(try names() == ["out"])
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: sandbox.url("place").path).sorted()
  }
}
