import Foundation
import LoopbackServer
import Tables
import Testing
import TrainingRuns

/// Fetching the tables of datasets, from a server on this machine.
@Suite(.timeLimit(.minutes(10))) struct DatasetPullTests {
  typealias Place = DownloadTests.Place

  static let descriptor = """
    title: A
    file: tables/runs.csv
    source:
      url: ADDRESS/good
      path: runs.csv
      sha256: DIGEST
    """

  /// A store with the dataset `a`, whose table a server has.
  func withStore(
    _ body: (_ store: DatasetStore, _ dataset: Dataset, _ root: String) async throws -> Void
  ) async throws {
    try await withFolder(["served/runs.csv": DownloadTests.content]) { root in
      let served = "\(root)/served/runs.csv"
      let server = try LoopbackServer(serving: served)
      let text = Self.descriptor
        .replacingOccurrences(of: "ADDRESS", with: server.address)
        .replacingOccurrences(
          of: "DIGEST", with: try await DownloadTests.programs.sha256(ofFile: served))
      try FileManager.default.createDirectory(
        atPath: "\(root)/store/a", withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(root)/store/a/dataset.yml"))
      let store = DatasetStore(searchPath: ["\(root)/store"], downloads: "\(root)/downloads")
      try await body(store, try store.dataset(named: "a"), root)
      withExtendedLifetime(server) {}
    }
  }

  @Test func besideTheDescriptor() async throws {
    try await withStore { store, dataset, root in
      #expect(!dataset.isPresent)
      #expect(dataset.pullCommand == "echelle datasets pull a")
      let complaint = complaint { try store.resolve("a") }
      #expect(
        complaint == """
          error: \(root)/store/a/dataset.yml: the file 'tables/runs.csv' is missing
            why: it is the dataset's table, which is downloaded on demand
            fix: echelle datasets pull a
          """)
      let pulled = try #require(await store.pull(dataset, by: DownloadTests.download).first)
      #expect(pulled.name == "a")
      #expect(pulled.path == "\(root)/store/a/tables/runs.csv")
      #expect(pulled.byteCount == DownloadTests.content.utf8.count)
      #expect(pulled.wasFetched && pulled.wasChecked)
      let runs = try RunTable(reading: store.resolve("a"))
      #expect(runs.count == 8000)
      // What is there is not fetched again, nor replaced when it is another file.
      let present = try store.dataset(named: "a")
      #expect(present.isPresent)
      let again = try await store.pull(present, by: DownloadTests.download)
      #expect(again.map(\.wasFetched) == [false])
      try Data("other".utf8).write(to: URL(fileURLWithPath: pulled.path))
      await #expect(throws: DownloadError.self) {
        try await store.pull(present, by: DownloadTests.download)
      }
      let replaced = try await store.pull(present, replaces: true, by: DownloadTests.download)
      #expect(replaced.map(\.wasFetched) == [true])
      #expect(replaced.map(\.byteCount) == [pulled.byteCount])
    }
  }

  @Test func toAFolderThatIsAskedFor() async throws {
    try await withStore { store, dataset, root in
      let pulled = try await store.pull(
        dataset, to: "\(root)/mine", by: DownloadTests.download)
      #expect(pulled.map(\.path) == ["\(root)/mine/a/tables/runs.csv"])
      let runs = try RunTable(reading: DatasetStore(searchPath: ["\(root)/mine"]).resolve("a"))
      #expect(runs.count == 8000)
      let unchanged = try store.dataset(named: "a")
      #expect(!unchanged.isPresent)
    }
  }

  @Test func tablesInTheFolderOfDownloadsAreFound() async throws {
    try await withStore { store, _, root in
      let home = "\(root)/downloads/a/tables"
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      try Data("N,D,loss\n1,2,3\n".utf8).write(to: URL(fileURLWithPath: "\(home)/runs.csv"))
      let dataset = try store.dataset(named: "a")
      #expect(dataset.isPresent)
      #expect(dataset.path == "\(home)/runs.csv")
      let runs = try RunTable(reading: store.resolve("a"))
      #expect(runs.count == 1)
    }
  }

  @Test func filesThatATableWasMadeFrom() async throws {
    try await withStore { store, dataset, root in
      let source = try #require(dataset.descriptor.source)
      let text = """
        title: A
        file: made.csv
        source:
          url: \(source.url ?? "")
          files: [{path: runs.csv, sha256: \(source.sha256 ?? "")}]
        """
      let folder = "\(root)/store/made"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/dataset.yml"))
      try Data("N,D,loss\n1,2,3\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/made.csv"))
      let made = try store.dataset(named: "made")
      #expect(made.isPresent)
      for isFirst in [true, false] {
        let pulled = try await store.pull(made, by: DownloadTests.download)
        #expect(pulled.map(\.path) == ["\(folder)/source/runs.csv"])
        #expect(pulled.map(\.wasFetched) == [isFirst])
        #expect(pulled.map(\.wasChecked) == [true])
      }
      // The table itself stays what it is.
      #expect(try RunTable(reading: store.resolve("made")).count == 1)
    }
  }

  @Test func datasetsWithoutAnAddress() async throws {
    let files = [
      "absent/dataset.yml": "title: t\nfile: x.csv\nsource: {url: https://example.org}\n",
      "carried/dataset.yml": "title: t\nfile: x.csv\n", "carried/x.csv": "N,D,loss\n1,2,3\n",
    ]
    try await withFolder(files) { root in
      let store = DatasetStore(searchPath: [root])
      func failure(_ name: String) async -> String {
        do {
          return "\(try await store.pull(store.dataset(named: name), by: DownloadTests.download))"
        } catch {
          return "\(error)"
        }
      }
      let absent = await failure("absent")
      #expect(
        absent == """
          \(root)/absent/dataset.yml: the table 'x.csv' has no public address
            why: the descriptor has no 'source: path'
            fix: build it from the data at https://example.org
          """)
      let carried = await failure("carried")
      #expect(
        carried == """
          \(root)/carried/dataset.yml: the table 'x.csv' has no public address
            why: it is bundled, at \(root)/carried/x.csv
            fix: use it by name, carried
          """)
    }
  }
}
