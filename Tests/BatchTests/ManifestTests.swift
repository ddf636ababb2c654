import Batch
import Diagnostics
import Foundation
import ScalingLaws
import Tables
import Testing
import TrainingRuns

@Suite("Manifests")
struct ManifestTests {
  private func manifest(_ path: String) throws -> BatchManifest {
    try BatchManifest(path: path, reading: ReadingOptions(), fitting: FitOptions())
  }

  @Test("Every dataset meets every subset and law, in that order.")
  func tasks() async throws {
    let text = """
      datasets: [a.csv, b.csv]
      laws: [chinchilla, E + A / C^alpha]
      objectives: [huber, lad]
      subsets: [all, {name: small, where: params < 1e9}]
      group_by: family
      columns: {tokens: tokens}
      where: loss < 9
      bootstrap: 50
      level: 0.8
      seed: 7
      starts: hoffmann
      """
    try await withFolder(["m.yml": text, "a.csv": table(), "b.csv": table()]) { folder in
      let tasks = try manifest("\(folder)/m.yml").tasks
      #expect(tasks.count == 8)
      #expect(
        tasks.prefix(4).map { "\($0.subset?.name ?? "all") \($0.law)" } == [
          "all chinchilla", "all E + A / C^alpha", "small chinchilla", "small E + A / C^alpha",
        ])
      #expect(tasks.prefix(4).allSatisfy { $0.dataset == "\(folder)/a.csv" })
      for task in tasks {
        #expect(task.objectives.map(\.name) == ["huber", "lad"])
        #expect(task.reading.groupBy == "family")
        #expect(task.reading.columns[.tokens] == "tokens")
        #expect(task.reading.filters.count == (task.subset == nil ? 1 : 2))
        #expect(task.fitting.replicateCount == 50 && task.fitting.level == 0.8)
        #expect(task.fitting.seed == 7 && task.fitting.starts == .hoffmann)
      }
    }
  }

  @Test("A manifest may begin with the mark of its encoding.")
  func byteOrderMark() async throws {
    try await withFolder(["m.yml": "\u{FEFF}datasets: [a.csv]\n", "a.csv": table()]) { folder in
      let manifest = try manifest("\(folder)/m.yml")
      #expect(manifest.tasks.count == 1)
    }
  }

  @Test("The command line overrides the manifest's columns, units and groups.")
  func commandLine() async throws {
    let text = "datasets: [a.csv]\ngroup_by: family\ncolumns: {tokens: x}\n"
    try await withFolder(["m.yml": text, "a.csv": table()]) { folder in
      var reading = ReadingOptions()
      reading.groupBy = "lab"
      reading.columns[.tokens] = "tokens"
      let task = try #require(
        BatchManifest(path: "\(folder)/m.yml", reading: reading, fitting: FitOptions()).tasks.first)
      #expect(task.reading.groupBy == "lab")
      #expect(task.reading.columns[.tokens] == "tokens")
    }
  }

  @Test(
    "What is wrong is refused with its line and column.",
    arguments: [
      ("laws: [chinchilla]", ":1:1: "), ("datasets: a.csv\nlegs: 3", ":2:1: "),
      ("datasets: [a.csv]\nobjectives: [hubber]", ":2:14: "),
      ("datasets: [a.csv]\nsubsets: [some]", ":2:11: "),
      ("datasets: [a.csv]\nbootstrap: 1", ":2:12: "),
      ("datasets: [a.csv]\nbootstrap: 1e9", ":2:12: "),
      ("datasets: [a.csv]\nlevel: 1", ":2:8: "), ("datasets: [a.csv]\nseed: -1", ":2:7: "),
      ("datasets: [a.csv]\nstarts: many", ":2:9: "),
      ("datasets: [a.csv]\nwhere: N <", ":2:8: "), ("datasets: []", ":1:11: "),
      ("datasets: [\"a.csv\\0x\"]", ":1:12: "),
    ])
  func refusals(text: String, place: String) async throws {
    try await withFolder(["m.yml": text]) { folder in
      let path = "\(folder)/m.yml"
      let error = #expect(throws: (any Error).self) { try manifest(path) }
      #expect(error.map { "\($0)" }?.contains(path + place) == true, "\(String(describing: error))")
    }
  }

  @Test("A YAML file is a manifest unless it describes a dataset; a folder stands for its tables.")
  func paths() async throws {
    let files = [
      "m.yml": "", "n.yaml": "", "dataset.yml": "", "b.csv": "", "a.tsv.gz": "", "c.txt": "",
    ]
    try await withFolder(files) { folder in
      let manifests = files.keys.filter { BatchManifest.isManifest("\(folder)/\($0)") }.sorted()
      #expect(manifests == ["m.yml", "n.yaml"])
      #expect(try BatchManifest.expanded("\(folder)/b.csv") == ["\(folder)/b.csv"])
      // A link is that folder's only where it stays in it.
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/d.csv", withDestinationPath: "b.csv")
      // With a descriptor the folder is one dataset.
      #expect(try BatchManifest.expanded(folder) == [folder])
      try FileManager.default.removeItem(atPath: "\(folder)/dataset.yml")
      #expect(
        try BatchManifest.expanded(folder)
          == ["a.tsv.gz", "b.csv", "d.csv"].map { "\(folder)/\($0)" })
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/e.csv", withDestinationPath: "/etc/passwd")
      let error = #expect(throws: Diagnostic.self) { try BatchManifest.expanded(folder) }
      #expect(error?.what == "a link leads out of the folder")
    }
  }

  @Test("A duplicate task is found by its bytes.")
  func repeated() {
    func task(_ name: String) -> BatchTask? {
      BatchManifest(
        datasets: [name], laws: [], objectives: [], reading: ReadingOptions(),
        fitting: FitOptions()
      ).tasks.first
    }
    var plan = BatchPlan()
    // The same name to look at, composed and decomposed.
    plan.tasks = ["a.csv", "\u{E9}.csv", "e\u{301}.csv"].compactMap(task)
    #expect(plan.tasks.count == 3 && plan.repeatedTask == nil)
    plan.tasks += ["a.csv"].compactMap(task)
    #expect(plan.repeatedTask?.dataset == "a.csv")
  }
}
