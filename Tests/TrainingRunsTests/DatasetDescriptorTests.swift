import Testing
import TrainingRuns

@Suite struct DatasetDescriptorTests {
  func parse(_ text: String) throws -> DatasetDescriptor {
    try DatasetDescriptor(parsing: text, path: "d/dataset.yml")
  }

  @Test func smallest() throws {
    let descriptor = try parse("title: t\nfile: runs.csv\n")
    #expect(descriptor.title == "t")
    #expect(descriptor.file == "runs.csv")
    #expect(descriptor.columns.isEmpty)
    #expect(descriptor.redrawDrops == nil)
    #expect(descriptor.conventions.flopPerParameterToken == nil)
  }

  @Test func everyKey() throws {
    let digest = String(repeating: "0a", count: 32)
    let descriptor = try parse(
      """
      title: t
      citation: [one, two]
      licence: CC-BY-4.0
      source: {url: "https://example.org/x.csv", commit: abc, sha256: \(digest), note: n}
      file: data/runs.csv
      columns:
        parameters: Model Size
        loss: "eval/loss"
      conventions: {parameters: non-embedding, loss: bits per byte, flop_per_parameter_token: 6.5}
      filters:
        - where: loss < 4
          reason: diverged
        - where: 'family == "x"'
      drop_highest:
        - {column: loss, count: 5, reason: outliers}
      redraw_drops: false
      group_by: family
      published:
        - label: l
          law: chinchilla
          objective: huber:1e-3
          coefficients: {E: 1.69, A: 4.1e2}
          standard_errors: {E: 0.1}
          derived: {a: 0.5}
          source: s
      """)
    #expect(descriptor.citations == ["one", "two"])
    #expect(descriptor.licence == "CC-BY-4.0")
    #expect(descriptor.source?.sha256 == digest)
    #expect(descriptor.columns == [.parameters: "Model Size", .loss: "eval/loss"])
    #expect(descriptor.conventions.parameters == .nonEmbedding)
    #expect(descriptor.conventions.loss == "bits per byte")
    #expect(descriptor.conventions.flopPerParameterToken == 6.5)
    #expect(descriptor.filters.map(\.text) == ["loss < 4", "family == \"x\""])
    #expect(descriptor.filters.map(\.reason) == ["diverged", nil])
    #expect(descriptor.dropHighest.map(\.count) == [5])
    #expect(descriptor.redrawDrops == false)
    #expect(descriptor.groupBy == "family")
    #expect(descriptor.published.first?.coefficients == ["E": 1.69, "A": 410])
    #expect(descriptor.published.first?.standardErrors == ["E": 0.1])
  }

  @Test(arguments: [
    (
      "title: t\nfile: runs.csv\nfiltres: []\n",
      """
      error: d/dataset.yml:3:1: unknown key 'filtres'
        why: the keys here are 'title', 'citation', 'licence', 'source', 'file', 'table_of', \
      'columns', 'units', 'conventions', 'filters', 'drop_highest', 'redraw_drops', 'group_by', \
      'published'
        fix: did you mean 'filters'?
      """
    ),
    (
      "title: t\nfile: runs.csv\ncolumns:\n  token: D\n",
      """
      error: d/dataset.yml:4:3: unknown key 'token'
        why: the keys here are 'parameters', 'tokens', 'compute', 'loss', 'weight', 'run', \
      'family', 'step', 'order'
        fix: did you mean 'tokens'?
      """
    ),
    (
      "title: t\n",
      """
      error: d/dataset.yml:1:1: the key 'file' is missing
        fix: add a line 'file: …'
      """
    ),
    (
      "title: t\nfile: ../x/runs.csv\n",
      """
      error: d/dataset.yml:2:7: the path '../x/runs.csv' is outside the dataset's folder
        why: a descriptor describes a file in its own folder
        fix: move the file into the folder
      """
    ),
    (
      "title: t\nfile: /etc/passwd\n",
      """
      error: d/dataset.yml:2:7: the path '/etc/passwd' is outside the dataset's folder
        why: a descriptor describes a file in its own folder
        fix: move the file into the folder
      """
    ),
    (
      "title: t\nfile: x\nfilters:\n  - where: loss <\n",
      """
      error: d/dataset.yml:4:12: expected a number, a column or text in quotes, found the end
        loss <
              ^
        fix: write a condition such as 'loss < 3.4 and family == "Dense"'
      """
    ),
    (
      "title: t\nfile: x\nfilters: {where: loss}\n",
      "error: d/dataset.yml:3:10: expected a list, found keys and values"
    ),
    (
      "title: t\nfile: x\ndrop_highest: [{column: loss, count: many}]\n",
      "error: d/dataset.yml:3:38: expected a whole number of rows, found 'many'"
    ),
    (
      "title: t\nfile: x\nredraw_drops: maybe\n",
      "error: d/dataset.yml:3:15: expected true or false, found 'maybe'"
    ),
    (
      "title: t\nfile: x\nconventions: {parameters: all}\n",
      """
      error: d/dataset.yml:3:27: expected one of 'total', 'non-embedding', 'active', found 'all'
      """
    ),
    (
      "title: t\nfile: x\nconventions: {flop_per_parameter_token: -6}\n",
      "error: d/dataset.yml:3:41: expected a number between 1e-60 and 1e60, found '-6.0'"
    ),
    ("title:\nfile: x\n", "error: d/dataset.yml:1:7: expected a text, found nothing"),
    ("- a\n", "error: d/dataset.yml:1:1: expected keys and values, found a list"),
    (
      "",
      """
      error: d/dataset.yml: the file is empty
        fix: write a descriptor, such as {title: My runs, file: runs.csv, columns: {parameters: N, \
      tokens: D, loss: loss}}
      """
    ),
  ])
  func refuses(_ text: String, _ expected: String) {
    #expect(complaint { try parse(text) } == expected)
  }

  @Test(arguments: [
    "title: [\n", "title: t\ntitle: u\nfile: x\n", "title: 'a\n", "title: b: c\n", "\t",
  ])
  func tellsWhereTheYAMLIsBroken(_ text: String) throws {
    let pattern = try Regex("error: d/dataset.yml:[0-9]+:[0-9]+: invalid YAML: ")
    let message = complaint { try parse(text) }
    #expect(message.starts(with: pattern), "\(message)")
  }

  @Test func deepNestingIsRefused() {
    let text = "title: t\nfile: r.csv\ncolumns: " + String(repeating: "[", count: 20_000)
    let refusal = complaint { try DatasetDescriptor(parsing: text, path: "d") }
    #expect(refusal.hasSuffix("invalid YAML: it is nested too deeply"))
  }
}
