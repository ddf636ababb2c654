import Tables
import Testing
import TrainingRuns

@Suite struct DatasetStoreTests {
  static let files = [
    "store/alpha/dataset.yml":
      "title: A\nfile: runs.csv\ndrop_highest: [{column: loss, count: 1}]\n",
    "store/alpha/runs.csv": "N,D,loss\n1,2,3\n4,5,6\n",
    "store/beta/dataset.yml": "title: B\nfile: runs.csv\n",
    "store/beta/runs.csv": "N,D,loss\n1,2,3\n",
    "store/reference/table.csv": "a,b\n1,2\n",
    "other/alpha/dataset.yml": "title: another\nfile: x.csv\n",
    "other/alpha/x.csv": "N,D,loss\n1,2,3\n",
    "other/gamma/dataset.yml": "title: G\nfile: x.csv\n",
  ]

  func store(_ root: String) -> DatasetStore {
    DatasetStore(searchPath: ["\(root)/store", "\(root)/other", "\(root)/absent"])
  }

  @Test func searchPath() {
    #expect(
      DatasetStore(variable: "a:b", prefix: "/usr/local").searchPath
        == ["a", "b", "datasets", "/usr/local/share/echelle/datasets"])
    #expect(DatasetStore(variable: nil, prefix: nil).searchPath == ["datasets"])
  }

  @Test func namesAreThoseOfFoldersWithADescriptor() throws {
    try withFolder(Self.files) { root in
      #expect(store(root).names() == ["alpha", "beta", "gamma"])
      let alpha = try store(root).dataset(named: "alpha")
      #expect(alpha.descriptor.title == "A")
    }
  }

  @Test func resolvesNamesFoldersDescriptorsAndFiles() throws {
    try withFolder(Self.files) { root in
      for argument in [
        "alpha", "\(root)/store/alpha", "\(root)/store/alpha/",
        "\(root)/store/alpha/dataset.yml",
      ] {
        let source = try store(root).resolve(argument)
        #expect(source.name == "alpha")
        #expect(source.descriptor?.title == "A")
        #expect(try RunTable(reading: source).rowsAfterDrops().used == [0])
      }
      let plain = try store(root).resolve("\(root)/store/alpha/runs.csv")
      #expect(plain.name == "\(root)/store/alpha/runs.csv")
      #expect(plain.descriptor == nil)
      #expect(try RunTable(reading: plain).rowsAfterDrops().used == [0, 1])
      #expect(try store(root).resolve("-").path == "-")
    }
  }

  @Test func unknownName() throws {
    try withFolder(Self.files) { root in
      let places = "'\(root)/store', '\(root)/other', '\(root)/absent'"
      #expect(
        complaint { try store(root).resolve("alpah") } == """
          error: alpah: no such file, folder or dataset
            why: datasets are searched for in \(places), which contain 'alpha', 'beta', 'gamma'
            fix: did you mean 'alpha'?
          """)
      #expect(
        complaint { try store(root).resolve("some/where.csv") } == """
          error: some/where.csv: no such file, folder or dataset
            fix: name a file of runs, a folder with a dataset.yml, or a dataset
          """)
    }
  }

  @Test func folderWithoutDescriptor() throws {
    try withFolder(["one/b.csv": "", "one/a.csv": "", "one/notes.txt": "", "none/x.txt": ""]) {
      root in
      #expect(
        complaint { try store(root).resolve("\(root)/one") } == """
          error: \(root)/one: the folder has no dataset.yml
            why: a descriptor names the file with the runs and explains its columns; the folder \
          contains 'a.csv', 'b.csv'
            fix: name one of the files, or write \(root)/one/dataset.yml, such as {title: My runs, \
          file: a.csv, columns: {parameters: N, tokens: D, loss: loss}}
          """)
      #expect(
        complaint { try store(root).resolve("\(root)/none") } == """
          error: \(root)/none: the folder has no dataset.yml
            why: a descriptor names the file with the runs and explains its columns
            fix: write \(root)/none/dataset.yml, such as {title: My runs, file: runs.csv, \
          columns: {parameters: N, tokens: D, loss: loss}}
          """)
    }
  }

  @Test func suggestedDescriptorIsValid() throws {
    try withFolder(["mine/my.csv": "N,D,loss\n1,2,3\n"]) { root in
      let text = complaint { try store(root).resolve("\(root)/mine") }
      let start = try #require(text.firstRange(of: "such as ")?.upperBound)
      let descriptor = try DatasetDescriptor(parsing: String(text[start...]), path: "x")
      #expect(descriptor.file == "my.csv")
    }
  }

  @Test func fileThatIsNotThere() throws {
    try withFolder(Self.files) { root in
      #expect(
        complaint { try store(root).resolve("gamma") } == """
          error: \(root)/other/gamma/dataset.yml: the file 'x.csv' is missing
            why: it is the dataset's table
            fix: put it next to the descriptor
          """)
    }
  }

  @Test func linkOutOfTheFolder() throws {
    try withFolder(Self.files) { root in
      try link("\(root)/other/gamma/x.csv", to: "\(root)/store/beta/runs.csv")
      #expect(
        complaint { try store(root).resolve("gamma") }.contains(
          "the file 'x.csv' is a link out of the dataset's folder"))
    }
  }

  @Test func descriptorThatNamesAnAbsentHeader() throws {
    let files = [
      "a/dataset.yml": "title: t\nfile: r.csv\ncolumns:\n  loss: los\n",
      "a/r.csv": "N,D,loss\n1,2,3\n",
    ]
    try withFolder(files) { root in
      #expect(
        complaint { try RunTable(reading: store(root).resolve("\(root)/a")) } == """
          error: \(root)/a/dataset.yml:4:9: no column 'los' for the loss L
            why: the columns of \(root)/a/r.csv are 'N', 'D', 'loss'
            fix: did you mean 'loss' as the column of loss?
          """)
    }
  }

  @Test func optionsComeBeforeTheDescriptor() throws {
    let files = [
      "a/dataset.yml": """
      title: t
      file: r.csv
      columns: {loss: val_loss}
      conventions: {flop_per_parameter_token: 7}
      filters: [{where: N > 1, reason: small}]
      drop_highest: [{column: loss, count: 1}]
      redraw_drops: false
      group_by: family
      """,
      "a/r.csv": "N,D,loss,val_loss,family\n1,1,1,2,x\n2,1,3,4,y\n3,1,5,6,z\n",
    ]
    try withFolder(files) { root in
      let source = try store(root).resolve("\(root)/a")
      let described = try RunTable(reading: source)
      #expect(described.loss == [4, 6])
      #expect(described.compute == [14, 21])
      #expect(described.redrawDrops == false)
      #expect(described.group == ["y", "z"])
      #expect(described.rowsAfterDrops().used == [0])
      #expect(
        described.exclusionCounts().map(\.description) == [
          "1 row left out: not N > 1 (small)", "1 row dropped: highest loss",
        ])
      var options = ReadingOptions()
      options.columns = [.loss: "loss"]
      options.flopPerParameterToken = 6
      options.useDescriptorFilters = false
      options.dropHighest = [try DropHighest(parsing: "loss:2")]
      options.redrawDrops = true
      let asked = try RunTable(reading: source, options: options)
      #expect(asked.loss == [1, 3, 5])
      #expect(asked.compute == [6, 12, 18])
      #expect(asked.redrawDrops)
      #expect(asked.rowsAfterDrops().used == [0])
    }
  }
}
