import Foundation
import ProgramRunner
import Testing

@Suite("Batch: endurance")
struct BatchEnduranceTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// Many tiny fits: 24 groups of one file.
  private func writeGroups() throws {
    let rows = (0..<24).flatMap { group in
      SampleRuns(tokens: [2e9, 6e9, 2e10 + Double(group) * 1e9]).lines.map { "g\(group),\($0)\n" }
    }
    try sandbox.write("family,N,D,loss\n" + rows.joined(), to: "groups.csv")
  }

  private func arguments(_ results: String) -> [String] {
    ["batch", "run", "groups.csv", "--group-by", "family", "--results", results]
      + ["--bootstrap", "20", "--threads", "2", "--quiet"]
  }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: sandbox.url(folder).path).sorted()
  }

  @Test("Killed at random instants, a batch loses no finished fit and leaves no torn file.")
  func killed() async throws {
    try writeGroups()
    let whole = try await Command.run(arguments("whole"), in: sandbox.folder)
    #expect(whole.exitCode == 0)
    var bytes: [String: String] = [:]
    for file in try files("whole/fits") { bytes[file] = try sandbox.read("whole/fits/\(file)") }
    #expect(bytes.count == 24)

    // How long a run takes here, so that the instants fall all over it.
    let clock = ContinuousClock()
    let length = try await clock.measure {
      _ = try await Command.run(arguments("measured"), in: sandbox.folder)
    }
    var generator = SystemRandomNumberGenerator()
    var done: Set<String> = []
    var landed = 0
    var round = 0
    while landed < KillCount.value, round < 10 * KillCount.value {
      // From time to time everything is there, and the batch begins anew.
      if done.count == bytes.count || round % 20 == 0 {
        try? FileManager.default.removeItem(at: sandbox.url("out"))
        done = []
      }
      let program = try Command.start(arguments("out"), in: sandbox.folder)
      round += 1
      let remaining = 1 - Double(done.count) / Double(bytes.count)
      let share = Double.random(in: 0.1...0.9, using: &generator) * max(remaining, 0.2)
      try await Task.sleep(for: min(length, .milliseconds(250)) * share)
      program.send(SIGKILL)
      if try await program.end(within: 60) == -SIGKILL { landed += 1 }
      let found = Set(((try? files("out/fits")) ?? []).filter { !$0.hasPrefix(".") })
      #expect(found.isSuperset(of: done), "a fit that was done is gone")
      for file in found where !done.contains(file) {
        #expect(try sandbox.read("out/fits/\(file)") == bytes[file], "\(file) is torn")
      }
      done = found
    }
    #expect(landed == KillCount.value)
    let last = try await Command.run(arguments("out"), in: sandbox.folder)
    #expect(last.exitCode == 0)
    for file in ["batch.json", "summary.csv", "index.html"] {
      #expect(try sandbox.read("out/\(file)") == sandbox.read("whole/\(file)"))
    }
    #expect(try files("out/fits") == bytes.keys.sorted(), "killed processes left files behind")
  }

  @Test("Two processes on one folder of results do no harm.")
  func two() async throws {
    try writeGroups()
    async let first = Command.run(arguments("out"), in: sandbox.folder)
    async let second = Command.run(arguments("out"), in: sandbox.folder)
    let codes = try await [first.exitCode, second.exitCode]
    #expect(codes == [0, 0])
    _ = try await Command.run(arguments("whole"), in: sandbox.folder)
    #expect(try files("out/fits") == files("whole/fits"))
    #expect(try sandbox.read("out/batch.json") == sandbox.read("whole/batch.json"))
  }

  @Test(
    "A signal ends a batch with what was done kept, and says how to go on.",
    arguments: [("INT", Int32(130)), ("TERM", 143)])
  func signals(name: String, exitCode: Int32) async throws {
    try writeGroups()
    // A shell sends the signal to the command once a fit is there.
    let command = (["\"$ECHELLE\""] + arguments("out")).joined(separator: " ")
      .replacing("--bootstrap 20", with: "--bootstrap 20000")
    let script = """
      \(command) & child=$!
      while ! ls out/fits/*.json >/dev/null 2>&1; do sleep 0.01; done
      kill -\(name) $child
      wait $child
      """
    // A background command of a shell ignores SIGINT unless job control is on.
    let run = try await Command.run(
      ["-c", "set -m\n" + script], in: sandbox.folder,
      environment: ["ECHELLE": Command.executable.path],
      executable: URL(fileURLWithPath: "/bin/bash"))
    #expect(run.exitCode == exitCode)
    #expect(
      run.errors.contains(
        "error: out: stopped by SIG\(name)\n  why: "))
    #expect(run.errors.contains("finished and kept\n  fix: run the same command again to resume\n"))
    #expect(try !files("out/fits").isEmpty)
    #expect(try files("out/fits").allSatisfy { !$0.hasPrefix(".") })
  }

  @Test(
    "A full disk ends a batch with a clear text, and what is done is kept.",
    .disabled(if: TestEnvironment.isSanitized, "a sanitizer cannot live with the limit on files"))
  func fullDisk() async throws {
    try writeGroups()
    // A limit on the size of files stands for the disk: to the command, both are a write that fails.
    let command = (["\"$ECHELLE\""] + arguments("out")).joined(separator: " ")
      .replacing("--bootstrap 20", with: "--bootstrap 200")
    let run = try await Command.run(
      ["-c", "trap '' XFSZ; ulimit -f 4; exec \(command)"], in: sandbox.folder,
      environment: ["ECHELLE": Command.executable.path],
      executable: URL(fileURLWithPath: "/bin/bash"))
    #expect(run.exitCode == 1)
    #expect(
      run.errors.contains(
        "cannot be written: File too large\n  why: a fit counts as done only"))
    #expect(run.errors.contains("fix: make room, or name a folder that can be written to"))
    #expect(try files("out/fits").isEmpty)
  }

  @Test("A folder that cannot be created, or is a file, is reported before any work.")
  func unwritable() async throws {
    try writeGroups()
    try sandbox.write("", to: "file")
    let run = try await Command.run(arguments("file/out"), in: sandbox.folder)
    #expect(run.exitCode == 1)
    #expect(run.errors.hasPrefix("error: file/out/fits: cannot be written: "))
    // Not even root writes there.
    let system = try await Command.run(arguments("/proc/echelle"), in: sandbox.folder)
    #expect(system.exitCode == 1)
    #expect(system.errors.hasPrefix("error: /proc/echelle/fits: cannot be written: "))
  }
}
