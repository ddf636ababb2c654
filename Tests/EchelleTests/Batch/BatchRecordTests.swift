import Foundation
import Testing

@Suite("Batch: shard records and obstacles to results")
struct BatchRecordTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    let rows = "ABCDE".flatMap { letter in
      SampleRuns(tokens: [2e9, 6e9, 2e10], phase: Double(letter.asciiValue ?? 0)).lines.map {
        "\(letter),\($0)\n"
      }
    }
    try sandbox.write("family,N,D,loss\n" + rows.joined(), to: "groups.csv")
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  private func merge(_ results: String = "out") async throws -> Outcome {
    try await sandbox.echelle("batch", "merge", "--results", results)
  }

  private func makeShards() async throws {
    for shard in ["1/2", "2/2"] {
      let run = try await sandbox.echelle(
        "batch", "run", "groups.csv", "--group-by", "family", "--results", "out", "--bootstrap",
        "0", "--shard", shard)
      #expect(run.exitCode == 0, "\(run.errors)")
    }
  }

  @Test("Any changed, lost or added byte of a shard's record is detected.")
  func edited() async throws {
    try await makeShards()
    #expect(try await merge().output.hasSuffix("5 of 5 fits done\n"))
    let file = "out/shards/1-of-2.json"
    let whole = Array(try sandbox.read(file).utf8)
    var generator = SystemRandomNumberGenerator()
    for round in 0..<24 {
      var bytes = whole
      let place = Int.random(in: bytes.indices, using: &generator)
      switch round % 3 {
      case 0: bytes[place] = bytes[place] == 0x30 ? 0x31 : 0x30
      case 1: bytes.remove(at: place)
      default: bytes.insert(0x20, at: place)
      }
      try sandbox.write(Data(bytes), to: file)
      let run = try await merge()
      #expect(run.exitCode == 65, "round \(round), byte \(place)")
      #expect(run.errors.hasPrefix("error: out: shard 1 of 2: corrupt: shards/1-of-2.json "))
    }
    try sandbox.write(Data(whole), to: file)
    #expect(try await merge().exitCode == 0)
  }

  @Test("Another shard's record and one rewritten without an item are refused.")
  func replaced() async throws {
    try await makeShards()
    let (first, second) = ("out/shards/1-of-2.json", "out/shards/2-of-2.json")
    let record = try sandbox.read(first)
    let other = try sandbox.read(second)
    try sandbox.write(record.replacing("\"index\" : 1", with: "\"index\" : 2"), to: second)
    #expect(try await merge().exitCode == 65)
    try sandbox.write(other, to: second)
    var document = try #require(
      try JSONSerialization.jsonObject(with: Data(record.utf8)) as? [String: Any])
    var items = try #require(document["items"] as? [[String: Any]])
    items.removeLast()
    document["items"] = items
    try sandbox.write(
      try JSONSerialization.data(withJSONObject: document, options: [.prettyPrinted]), to: first)
    #expect(try await merge().exitCode == 65)
  }

  @Test("A dataset that changed between shards is refused, whichever shard fits it.")
  func datasets() async throws {
    for (index, name) in ["g", "h"].enumerated() {
      try sandbox.write(SampleRuns(phase: Double(index)).csv(), to: "\(name).csv")
    }
    try sandbox.write("datasets: [g.csv, h.csv]\n", to: "manifest.yml")
    for (index, name) in ["g", "h"].enumerated() {
      let results = "out-\(name)"
      for shard in ["1/2", "2/2"] {
        let run = try await sandbox.echelle(
          "batch", "run", "manifest.yml", "--results", results, "--bootstrap", "0", "--shard", shard
        )
        #expect(run.exitCode == 0, "\(run.errors)")
        if shard == "1/2" {
          try sandbox.write(SampleRuns(phase: Double(index) + 7).csv(), to: "\(name).csv")
        }
      }
      let run = try await merge(results)
      #expect(run.exitCode == 65)
      #expect(run.errors.hasPrefix("error: \(results): \(name).csv changed while "))
    }
  }

  @Test(
    "What no batch wrote is not replaced.",
    arguments: [
      "summary.csv", "index.html", "batch.json", "shards/1-of-1.json", "fits/a.json",
      "slurm/array.sh", ".echelle-batch.json",
    ])
  func others(name: String) async throws {
    try sandbox.write("mine", to: "out/\(name)")
    for command in [["run"], ["slurm", "--shards", "2", "--dry-run"]] {
      let run = try await Command.run(
        ["batch"] + command + ["runs.csv", "--results", "out", "--bootstrap", "0"],
        in: sandbox.folder)
      #expect(run.exitCode == 64)
      #expect(run.errors.contains(": contains a "))
    }
    #expect(try sandbox.read("out/\(name)") == "mine")
  }

  @Test("A file changed after a batch wrote it is kept and named.")
  func changed() async throws {
    func run() async throws -> Outcome {
      try await sandbox.echelle("batch", "run", "runs.csv", "--results", "out", "--bootstrap", "0")
    }
    #expect(try await run().exitCode == 0)
    #expect(try await run().exitCode == 0)
    let summary = try sandbox.read("out/summary.csv") + "my note\n"
    try sandbox.write(summary, to: "out/summary.csv")
    for outcome in [try await run(), try await merge()] {
      #expect(outcome.exitCode == 64)
      #expect(
        outcome.errors.hasPrefix(
          "error: out: contains a file summary.csv that was changed after a batch wrote it\n"))
    }
    #expect(try sandbox.read("out/summary.csv") == summary)
  }

  @Test("A link in the results is not written through.")
  func links() async throws {
    let run = ["batch", "run", "runs.csv", "--results", "out", "--bootstrap", "0"]
    #expect(try await Command.run(run, in: sandbox.folder).exitCode == 0)
    try sandbox.write("mine", to: "thesis")
    let record = sandbox.url("out/shards/1-of-1.json").path
    try FileManager.default.removeItem(atPath: record)
    try FileManager.default.createSymbolicLink(
      atPath: record, withDestinationPath: sandbox.url("thesis").path)
    #expect(try await Command.run(run, in: sandbox.folder).exitCode == 64)
    #expect(try sandbox.read("thesis") == "mine")
  }

  @Test("The script for Slurm has its options before a --, and runs.")
  func operands() async throws {
    try sandbox.write(SampleRuns().csv(), to: "--shards")
    let run = try await sandbox.echelle(
      "batch", "slurm", "--results", "out", "--shards", "1", "--dry-run", "--bootstrap", "0", "--",
      "--shards")
    #expect(run.exitCode == 0, "\(run.errors)")
    for name in ["array.sh", "merge.sh"] {
      let shell = try await Command.run(
        ["out/slurm/\(name)"], in: sandbox.folder, environment: ["SLURM_ARRAY_TASK_ID": "1"],
        executable: URL(fileURLWithPath: "/bin/bash"))
      #expect(shell.exitCode == 0, "\(shell.errors)")
    }
    #expect(try sandbox.read("out/summary.csv").contains("--shards"))
  }
}
