import Batch
import Documents
import Foundation
import Reporting
import ScalingLaws
import Synchronization
import Testing
import TrainingRuns

@Suite("Running batches")
struct BatchRunnerTests {
  private func plan(_ datasets: [String], groups: Bool = false) -> BatchPlan {
    var reading = ReadingOptions()
    reading.groupBy = groups ? "family" : nil
    var fitting = FitOptions()
    fitting.replicateCount = 10
    var plan = BatchPlan()
    plan.tasks =
      BatchManifest(
        datasets: datasets, laws: ["chinchilla", "data"], objectives: [], reading: reading,
        fitting: fitting
      ).tasks
    return plan
  }

  private func runner(
    _ plan: BatchPlan, shard: Shard = .whole, digest: String = "0", threads: Int = 2
  ) -> BatchRunner {
    var runner = BatchRunner(
      plan, store: DatasetStore(searchPath: []),
      program: BatchProgram(version: "test", digest: digest), threadCount: threads
    ) { text, columns in
      text == "data" ? try ScalingLaw(formula: "E + B / D^beta", columns: columns) : .chinchilla
    }
    runner.shard = shard
    return runner
  }

  @Test("Merged shards equal the batch run in one piece, for any number of threads.")
  func shards() async throws {
    try await withFolder(["a.csv": table(), "b.csv": table(["four"])]) { folder in
      let plan = plan(["\(folder)/a.csv", "\(folder)/b.csv"], groups: true)
      let whole = ResultsFolder(path: "\(folder)/whole")
      let outcome = try await runner(plan, threads: 1).run(into: whole)
      #expect(outcome.errors.isEmpty && !outcome.isCutShort)
      #expect(outcome.record.items.count == 8)
      #expect(outcome.progress.done == 8 && outcome.progress.found == 0)
      let parts = ResultsFolder(path: "\(folder)/parts")
      for index in [3, 1, 2] {
        let shard = try #require(Shard("\(index)/3"))
        let part = try await runner(plan, shard: shard).run(into: parts)
        #expect((2...3).contains(part.record.items.count))
        guard index == 2 else { continue }
        #expect(try parts.merge() == outcome.record)
      }
      for name in ["batch.json", "summary.csv"] {
        let files = try ["whole", "parts"].map {
          try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)/\(name)"))
        }
        #expect(files[0] == files[1], "\(name)")
      }
    }
  }

  @Test("An existing fit is reused unless its input, program or file has changed.")
  func resuming() async throws {
    try await withFolder(["a.csv": table(["one"])]) { folder in
      let results = ResultsFolder(path: "\(folder)/out")
      let plan = plan(["\(folder)/a.csv"])
      func found(_ digest: String = "0") async throws -> Int {
        let progress = try await runner(plan, digest: digest).run(into: results).progress
        #expect(progress.done == 2)
        return progress.found
      }
      #expect(try await found() == 0)
      #expect(try await found() == 2)
      #expect(try await found("1") == 0)
      #expect(try await found() == 2)
      let fits = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/fits")
      let file = try #require(fits.sorted().first)
      let path = "\(folder)/out/fits/\(file)"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing("\"seed\"", with: "\"seeds\"").write(
        toFile: path, atomically: true, encoding: .utf8)
      try (table(["one"]) + "1e9,1e10,2.9,one\n").write(
        toFile: "\(folder)/a.csv", atomically: true, encoding: .utf8)
      #expect(try await found() == 0)
    }
  }

  @Test("A failure is reported, and the remaining fits run or stop, as configured.")
  func failures() async throws {
    let bad = "params,tokens,loss\n1e8,1e9,high\n"
    try await withFolder(["a.csv": bad, "b.csv": table(["one"])]) { folder in
      let plan = plan(["\(folder)/a.csv", "\(folder)/b.csv"])
      var runner = runner(plan, threads: 1)
      #expect(runner.fitCount == 4)
      try runner.check()
      let last = Mutex(BatchRunner.Progress())
      let all = try await runner.run(into: ResultsFolder(path: "\(folder)/all")) { progress in
        last.withLock { $0 = progress }
      }
      #expect(all.progress.done == 2 && all.progress.failed == 2 && all.errors.count == 2)
      #expect(all.record.failures.map(\.dataset) == ["\(folder)/a.csv", "\(folder)/a.csv"])
      #expect(last.withLock { $0.failed } == 2)
      runner.keepsGoing = false
      let first = try await runner.run(into: ResultsFolder(path: "\(folder)/first"))
      #expect(first.isCutShort && first.progress.failed == 1 && first.progress.done == 0)
      runner.plan.tasks = Array(plan.tasks.prefix(2))
      #expect(throws: (any Error).self) { try runner.check() }
    }
  }

  @Test("Missing, damaged and foreign shards are not merged.")
  func refusals() async throws {
    try await withFolder(["a.csv": table()]) { folder in
      let plan = plan(["\(folder)/a.csv"])
      let results = ResultsFolder(path: "\(folder)/out")
      #expect(throws: ResultsError.noShards(folder: "\(folder)/out")) { try results.merge() }
      let (one, two) = (try #require(Shard("1/2")), try #require(Shard("2/2")))
      _ = try await runner(plan, shard: one).run(into: results)
      let error = #expect(throws: ResultsError.self) { try results.merge() }
      #expect(error?.shardsToRepeat == [2])
      _ = try await runner(plan, shard: two, digest: "1").run(into: results)
      #expect(
        throws: ResultsError.differentPrograms(folder: "\(folder)/out", digests: ["0", "1"])
      ) { try results.merge() }
      #expect(try results.merge(allowsMixedMakers: true).items.count == 2)
      var other = plan
      other.tasks[0].law = "data"
      other.tasks[1].law = "chinchilla"
      _ = try await runner(other, shard: two).run(into: results)
      #expect(throws: ResultsError.differentBatches(folder: "\(folder)/out", shards: [2])) {
        try results.merge()
      }
      _ = try await runner(plan, shard: two).run(into: results)
      #expect(try results.merge().failures.isEmpty)
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/fits") {
        try FileManager.default.removeItem(atPath: "\(folder)/out/fits/\(name)")
      }
      let damaged = #expect(throws: ResultsError.self) { try results.merge() }
      #expect(damaged?.shardsToRepeat == [1, 2])
    }
  }

  @Test("Fits removed or redirected during the batch do not count as successes.")
  func swapped() async throws {
    try await withFolder(["a.csv": table()]) { folder in
      let out = "\(folder)/out"
      for leadsElsewhere in [true, false] {
        let moved = Mutex(false)
        await #expect(throws: ResultsError.self) {
          try await runner(plan(["\(folder)/a.csv"], groups: true), threads: 1)
            .run(into: ResultsFolder(path: out)) { _ in
              moved.withLock { moved in
                guard !moved else { return }
                moved = true
                let fits = URL(fileURLWithPath: "\(out)/fits")
                try? FileManager.default.moveItem(atPath: fits.path, toPath: "\(folder)/away")
                try? FileManager.default.createDirectory(
                  atPath: leadsElsewhere ? "\(folder)/other" : fits.path,
                  withIntermediateDirectories: true)
                if leadsElsewhere {
                  try? FileManager.default.createSymbolicLink(
                    atPath: fits.path, withDestinationPath: "\(folder)/other")
                }
              }
            }
        }
        #expect(!FileManager.default.fileExists(atPath: "\(out)/batch.json"))
        for name in ["out", "away", "other"] {
          try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
      }
    }
  }

  @Test("A folder with foreign files is not written to.")
  func otherFolders() async throws {
    try await withFolder(["a.csv": table(["one"]), "batch.json": "mine"]) { folder in
      await #expect(throws: ResultsError.self) {
        try await runner(plan(["\(folder)/a.csv"])).run(into: ResultsFolder(path: folder))
      }
      let kept = try String(contentsOfFile: "\(folder)/batch.json", encoding: .utf8)
      #expect(kept == "mine")
    }
  }

  @Test("A shard is written as its number and the number of shards.")
  func shardTexts() {
    #expect(Shard("3/8").map { [$0.index, $0.count] } == [3, 8])
    #expect(Shard("1/1") == .whole)
    for text in [
      "0/8", "9/8", "-1/8", "3", "3/8/2", "a/b", "", "3/", "1e0/2", "99999999999999999999/1",
    ] {
      #expect(Shard(text) == nil, "\(text)")
    }
  }
}
