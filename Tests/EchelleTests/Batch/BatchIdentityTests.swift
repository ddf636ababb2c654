import Foundation
import Testing

@Suite("Batch: identity")
struct BatchIdentityTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// A group of runs for each letter.
  private func writeGroups(_ letters: String) throws {
    let rows = letters.flatMap { letter in
      let phase = Double(letter.asciiValue ?? 0)
      return SampleRuns(tokens: [2e9, 6e9, 2e10], phase: phase).lines.map { "\(letter),\($0)\n" }
    }
    try sandbox.write("family,N,D,loss\n" + rows.joined(), to: "groups.csv")
  }

  private func shard(_ shard: String, executable: URL = Command.executable) async throws -> Outcome
  {
    try await Command.run(
      ["batch", "run", "groups.csv", "--group-by", "family", "--results", "out"]
        + ["--bootstrap", "20", "--shard", shard], in: sandbox.folder, executable: executable)
  }

  private func merge(_ arguments: String...) async throws -> Outcome {
    try await Command.run(["batch", "merge", "--results", "out"] + arguments, in: sandbox.folder)
  }

  private func fits() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: sandbox.url("out/fits").path).sorted()
      .map { "out/fits/\($0)" }
  }

  @Test("Shards are refused if their table changed between them.")
  func changed() async throws {
    try writeGroups("BCDE")
    #expect(try await shard("1/2").exitCode == 0)
    try writeGroups("ABCDE")
    #expect(try await shard("2/2").exitCode == 0)
    let run = try await merge()
    #expect(run.exitCode == 65)
    #expect(run.errors.hasPrefix("error: out: groups.csv changed while the batch ran\n"))
    #expect(!FileManager.default.fileExists(atPath: sandbox.url("out/summary.csv").path))
    #expect(try await shard("1/2").exitCode == 0)
    #expect(try await merge().output.hasSuffix("5 of 5 fits done\n"))
  }

  @Test("A table missing for one shard is refused.")
  func gone() async throws {
    try writeGroups("ABCD")
    #expect(try await shard("1/2").exitCode == 0)
    try FileManager.default.removeItem(at: sandbox.url("groups.csv"))
    _ = try await shard("2/2")
    #expect(try await merge().exitCode == 65)
  }

  @Test("A result edited anywhere is refitted.")
  func edited() async throws {
    try writeGroups("AB")
    #expect(try await shard("1/1").exitCode == 0)
    let whole = try fits().map { try sandbox.read($0) }
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<10 {
      let file = try #require(try fits().first)
      var bytes = Array(try sandbox.read(file).utf8)
      let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
      let place = try #require(digits.randomElement(using: &generator))
      bytes[place] = bytes[place] == 0x39 ? 0x31 : bytes[place] + 1
      try sandbox.write(Data(bytes), to: file)
      #expect(try await merge().exitCode == 65)
      #expect(try await shard("1/1").exitCode == 0)
      #expect(try fits().map { try sandbox.read($0) } == whole)
    }
    #expect(try await merge().output.hasSuffix("2 of 2 fits done\n"))
  }

  @Test("Swapped results are refitted.")
  func swapped() async throws {
    try writeGroups("AB")
    #expect(try await shard("1/1").exitCode == 0)
    let files = try fits()
    let whole = try files.map { try sandbox.read($0) }
    try sandbox.write(whole[1], to: files[0])
    try sandbox.write(whole[0], to: files[1])
    #expect(try await merge().exitCode == 65)
    #expect(try await shard("1/1").exitCode == 0)
    #expect(try files.map { try sandbox.read($0) } == whole)
  }

  @Test("Shards made by different programs of one version are refused.")
  func programs() async throws {
    try writeGroups("ABC")
    // A program with a byte more does the same, and is another one.
    let other = sandbox.url("echelle")
    try FileManager.default.copyItem(at: Command.executable, to: other)
    let file = try FileHandle(forWritingTo: other)
    try file.seekToEnd()
    try file.write(contentsOf: Data([0]))
    try file.close()
    #expect(try await shard("1/2").exitCode == 0)
    let count = try fits().count
    #expect(try await shard("1/2", executable: other).exitCode == 0)
    #expect(try fits().count == 2 * count, "a program does not take another's results")
    #expect(try await shard("2/2").exitCode == 0)
    let run = try await merge()
    #expect(run.exitCode == 65)
    #expect(
      run.errors.hasPrefix("error: out: the shards come from different programs, with SHA-256 "))
    #expect(try await merge("--allow-mixed-kernels").output.hasSuffix("3 of 3 fits done\n"))
  }

  @Test("Names that look the same are those of two files.")
  func twins() async throws {
    // é as one scalar, and as e with an accent.
    for (index, name) in ["runs/\u{E9}.csv", "runs/e\u{301}.csv"].enumerated() {
      try sandbox.write(SampleRuns(phase: Double(index)).csv(), to: name)
    }
    for paths in [["runs"], ["runs/\u{E9}.csv", "runs/e\u{301}.csv"]] {
      let run = try await Command.run(
        ["batch", "run"] + paths + ["--results", "out", "--bootstrap", "20", "--format", "csv"],
        in: sandbox.folder)
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(run.output.split(separator: "\n").count == 3)
      #expect(try fits().count == 2)
    }
  }

  @Test("A folder that holds a report, or a page that no batch wrote, is refused.")
  func others() async throws {
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    #expect(
      try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "20", "--report", "out").exitCode
        == 0)
    try sandbox.write("precious", to: "site/index.html")
    let page = try sandbox.read("out/index.html")
    for (folder, what) in [
      ("out", "a report"), ("site", "a file index.html that was not written by a batch"),
    ] {
      let run = try await sandbox.echelle(
        "batch", "run", "runs.csv", "--results", folder, "--bootstrap", "20")
      #expect(run.exitCode == 64)
      #expect(run.errors.hasPrefix("error: \(folder): contains \(what)\n"))
    }
    #expect(try sandbox.read("out/index.html") == page)
    #expect(try sandbox.read("site/index.html") == "precious")
    #expect(
      try await sandbox.echelle("batch", "run", "runs.csv", "--results", "new", "--bootstrap", "20")
        .exitCode == 0)
    let report = try await sandbox.echelle("report", "runs.csv", "-o", "new", "--force")
    #expect(report.exitCode == 64)
    #expect(report.errors.hasPrefix("error: new: is a folder that holds no report\n"))
  }
}
