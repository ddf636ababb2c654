import Testing
import TrainingRuns

/// Datasets that read the table of another one.
@Suite("Tables of other datasets")
struct OtherTableTests {
  static let owner = """
    title: All
    file: runs.csv
    source: {sha256: \(String(repeating: "a", count: 64))}
    columns: {parameters: n, tokens: d, loss: l}
    """
  static let rows = "n,d,l\n1e6,2e7,3.5\n2e6,2e7,3.3\n3e6,4e7,3.1\n"

  func view(_ more: String = "") -> String {
    """
    title: Some
    table_of: all
    columns: {parameters: n, tokens: d, loss: l}
    filters: [{where: n > 1e6, reason: too small}]
    \(more)
    """
  }

  @Test("The table, its name and its checksum are the other's; the filters are its own.")
  func reads() throws {
    let files = [
      "all/dataset.yml": Self.owner, "all/runs.csv": Self.rows, "some/dataset.yml": view(),
    ]
    try withFolder(files) { folder in
      let store = DatasetStore(searchPath: [folder])
      for argument in ["some", "\(folder)/some", "\(folder)/some/", "\(folder)/some/dataset.yml"] {
        let source = try store.resolve(argument)
        #expect(source.path == "\(folder)/all/runs.csv", "\(argument)")
        #expect(try RunTable(reading: source).loss == [3.3, 3.1])
      }
      let dataset = try store.dataset(named: "some")
      #expect(dataset.isCarried && dataset.name == "some" && dataset.folder == "\(folder)/some")
      #expect(dataset.descriptor.source?.sha256 == String(repeating: "a", count: 64))
      #expect(dataset.descriptor.file == "runs.csv")
      #expect(try store.dataset(named: "all").descriptor.tableOf == nil)
    }
  }

  @Test("A table that is not next to the descriptor is found on the search path.")
  func apart() throws {
    let files = [
      "b/all/dataset.yml": Self.owner, "b/all/runs.csv": Self.rows, "a/mine/dataset.yml": view(),
    ]
    try withFolder(files) { folder in
      let store = DatasetStore(searchPath: ["\(folder)/a", "\(folder)/b"])
      let dataset = try store.dataset(named: "mine")
      #expect(dataset.path == "\(folder)/b/all/runs.csv")
    }
  }

  @Test("An absent table is absent in every dataset that reads it.")
  func absent() throws {
    try withFolder(["all/dataset.yml": Self.owner, "some/dataset.yml": view()]) { folder in
      let dataset = try DatasetStore(searchPath: [folder]).dataset(named: "some")
      #expect(!dataset.isPresent && !dataset.isCarried)
      #expect(complaint { try dataset.source }.contains("the file 'runs.csv' is missing"))
    }
  }

  @Test(
    "What cannot be is refused where it is written.",
    arguments: [
      ("table_of: all\nfile: runs.csv", ":2:11: 'table_of' cannot be combined with 'file'"),
      (
        "table_of: all\nsource: {url: 'https://example.org', path: runs.csv}",
        ":2:11: 'table_of' cannot be combined with 'source: path'"
      ),
      (
        "table_of: all\nsource: {sha256: \(String(repeating: "b", count: 64))}",
        ":2:11: 'table_of' cannot be combined with 'source: sha256'"
      ),
      ("table_of: ../all", ":2:11: expected the name of a dataset, found '../all'"),
      ("table_of: gone", ":2:11: dataset 'gone' not found"),
      ("table_of: some", ":2:11: the dataset 'some' has no table of its own"),
      ("licence: MIT", ": the key 'file' is missing"),
    ])
  func refusals(lines: String, message: String) throws {
    let files = [
      "all/dataset.yml": Self.owner, "all/runs.csv": Self.rows, "some/dataset.yml": view(),
      "mine/dataset.yml": "title: Mine\n\(lines)\n",
    ]
    try withFolder(files) { folder in
      let text = complaint { try DatasetStore(searchPath: [folder]).dataset(named: "mine") }
      #expect(text.contains("mine/dataset.yml"), "\(text)")
      #expect(text.contains(message), "\(text)")
    }
  }

  @Test("A carried table is checked, and copied with all that its descriptor needs.")
  func carried() async throws {
    let files = ["all/dataset.yml": "title: All\nfile: runs.csv\n", "all/runs.csv": Self.rows]
    try await withFolder(files.merging(["some/dataset.yml": view()]) { $1 }) { folder in
      let store = DatasetStore(searchPath: [folder])
      let dataset = try store.dataset(named: "some")
      let programs = DownloadTests.programs
      let table = try #require(try await store.carriedTable(of: dataset, by: programs))
      #expect(table.path == "\(folder)/all/runs.csv" && table.isCarried && !table.wasFetched)
      #expect(!table.wasChecked)
      try await withFolder([:]) { other in
        let copy = try #require(
          try await store.carriedTable(of: dataset, to: "\(other)/new", by: programs))
        #expect(copy.path == "\(other)/new/all/runs.csv")
        let copied = DatasetStore(searchPath: ["\(other)/new"])
        #expect(copied.names() == ["all", "some"])
        #expect(try RunTable(reading: copied.resolve("some")).loss == [3.3, 3.1])
      }
    }
    // One that is not as described is no table to rely on.
    try await withFolder(["all/dataset.yml": Self.owner, "all/runs.csv": Self.rows]) { folder in
      let store = DatasetStore(searchPath: [folder])
      let dataset = try store.dataset(named: "all")
      await #expect(throws: (any Error).self) {
        try await store.carriedTable(of: dataset, by: DownloadTests.programs)
      }
    }
  }
}
