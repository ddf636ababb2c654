import Foundation
import ProgramRunner
import Testing

/// The benchmarks' program, run as the driver runs it, on next to nothing; no time is asserted.
@Suite struct EchelleBenchmarkTests {
  @Test func fitsReachTheSameOptimumWithEveryKernel() throws {
    let entries = try output([Entry].self, of: ["fit", "--repeats", "1"], onFile: workload)
    let first = try #require(entries.first)
    #expect(entries.count <= 2)
    for entry in entries {
      #expect(entry.name == "Echelle, \(entry.kernel)")
      #expect(entry.refit.seconds.count == 2 && entry.start.seconds.count == 3)
      // A resample of every row once is the data itself, which the starts fit.
      let everyRow = try #require(entry.refit.objectives[0])
      for value in entry.start.objectives {
        #expect(abs(try #require(value) - everyRow) <= 1e-6 * everyRow)
      }
      for (value, other) in zip(entry.refit.objectives, first.refit.objectives) {
        #expect(abs(try #require(value) - (try #require(other))) <= 1e-9)
      }
    }
  }

  @Test func readingTellsTheNumbersOfTheFile() throws {
    let numbers = [1.5, 2, 0.1, 3e22]
    let entries = try output(
      [Reading].self, of: ["read", "--repeats", "2"], onFile: "x,y\n1.5,2\n0.1,3e22\n")
    let entry = try #require(entries.first)
    #expect(entry.checksum == String(numbers.reduce(UInt64(0)) { $0 &+ $1.bitPattern }))
    #expect(entry.seconds.count == 2)
  }

  @Test func aFileThatIsNoWorkloadIsAnError() throws {
    #expect(throws: CommandFailure.self) {
      try output([Entry].self, of: ["fit"], onFile: "rows 1\n1 2\n")
    }
  }

  private struct Entry: Decodable {
    struct Times: Decodable {
      var seconds: [Double]
      var objectives: [Double?]
    }
    var name, kernel: String
    var refit, start: Times
  }

  private struct Reading: Decodable {
    var seconds: [Double]
    var checksum: String
  }

  private struct CommandFailure: Error {}

  /// 24 runs of L = 1.7 + 400/N^.35 + 1200/D^.37, each off by up to 2 %; two resamples, three starts.
  private var workload: String {
    let runs = (0..<24).map { i -> String in
      let n = log(1e8) + 0.4 * Double(i % 6)
      let d = log(2e9) + 0.9 * Double(i / 6)
      let noise = 0.02 * sin(Double(7 * i + 1))
      let loss = log(1.7 + 400 * exp(-0.35 * n) + 1200 * exp(-0.37 * d)) + noise
      return "\(n) \(d) \(loss)"
    }
    let resamples = [(0..<24).map { $0 }, (0..<24).map { $0 * 5 % 23 }]
    let points = [[6.0, 7, 0.5, 0.35, 0.37], [5, 5, 0, 0.5, 0.5], [10, 10, 0.5, 0.5, 0.5]]
    func lines(_ rows: [[some Any]]) -> String {
      rows.map { $0.map { "\($0)" }.joined(separator: " ") }.joined(separator: "\n")
    }
    return """
      rows 24
      \(runs.joined(separator: "\n"))
      resamples 2
      \(lines(resamples))
      starts 3
      \(lines(points))
      optimum
      \(lines([points[0]]))

      """
  }

  /// What `echelle-benchmark` prints for `arguments` and a file of `text`.
  private func output<Value: Decodable>(
    _ type: Value.Type, of arguments: [String], onFile text: String
  ) throws -> Value {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).txt")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let printed = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
    try Data().write(to: printed)
    defer { try? FileManager.default.removeItem(at: printed) }
    let standardOutput = try FileHandle(forWritingTo: printed)
    defer { try? standardOutput.close() }
    let program = try RunningProgram(
      productFolder.appending(path: "echelle-benchmark").path, arguments + [file.path],
      streams: (nil, standardOutput.fileDescriptor, nil))
    guard try program.endBlocking(within: 600) == 0 else { throw CommandFailure() }
    return try JSONDecoder().decode(type, from: Data(contentsOf: printed))
  }

  /// Where the package's programs are built: beside the tests.
  private var productFolder: URL {
    #if os(macOS)
      for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
        return bundle.bundleURL.deletingLastPathComponent()
      }
    #endif
    return Bundle.main.bundleURL
  }
}
