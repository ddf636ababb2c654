import Foundation
import Testing

@Suite(
  "Little memory", .disabled(if: TestEnvironment.isSanitized, "a sanitizer needs its own memory"))
struct MemoryLimitTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private func shell(_ script: String) async throws -> Outcome {
    try await Command.run(
      ["-c", script], in: sandbox.folder, environment: ["E": Command.executable.path],
      executable: URL(fileURLWithPath: "/bin/bash"))
  }

  #if os(Linux)
    @Test("Any address-space limit ends in a result or the reason.")
    func addressSpace() async throws {
      try sandbox.write(SampleRuns().csv(), to: "runs.csv")
      var refused = 0
      for mebibytes in [150, 170, 200, 230, 260, 300, 380, 500, 2000] {
        let run = try await shell(
          "ulimit -v $((\(mebibytes) * 1024)); OPENBLAS_NUM_THREADS=2 timeout 60 \"$E\" fit runs.csv "
            + "--bootstrap 0 --threads 2")
        #expect([0, 1].contains(run.exitCode), "\(mebibytes): \(run.errors)")
        if run.exitCode == 1 {
          refused += 1
          #expect(run.errors.hasPrefix("error: cannot "), "\(mebibytes)")
        }
      }
      #expect((1...8).contains(refused))
    }

    @Test("A small stack is enlarged or refused.")
    func stack() async throws {
      try sandbox.write(SampleRuns().csv(), to: "runs.csv")
      let law = String(repeating: "(", count: 200) + "E" + String(repeating: ")", count: 200)
      for kibibytes in [64, 256, 1024] {
        let run = try await shell(
          "ulimit -s \(kibibytes); exec \"$E\" fit runs.csv --bootstrap 0 --law '\(law) + A / N^a'")
        #expect([0, 1, 64].contains(run.exitCode), "\(kibibytes): \(run.errors)")
      }
    }

    @Test("A mapped file that is truncated is a data error.")
    func cutFile() async throws {
      let row = "1e8,1e9,2.5," + String(repeating: "x", count: 900) + "\n"
      let part = String(repeating: row, count: 1 << 10)
      try sandbox.write("N,D,loss,note\n", to: "runs.csv")
      let file = try FileHandle(
        forWritingTo: sandbox.folder.appendingPathComponent("runs.csv"))
      try file.seekToEnd()
      // More than a quarter of what the process may take.
      for _ in 0..<400 { try file.write(contentsOf: Data(part.utf8)) }
      try file.close()
      let run = try await shell(
        """
        ulimit -v 1200000
        "$E" fit runs.csv --bootstrap 0 & process=$!
        until grep -q 'runs.csv$' /proc/$process/maps || ! kill -0 $process; do :; done
        truncate -s 100 runs.csv
        wait $process
        """)
      #expect(run.exitCode == 65)
      #expect(run.errors.contains("error: an input file was truncated while it was read\n  why: "))
    }
  #endif
}
