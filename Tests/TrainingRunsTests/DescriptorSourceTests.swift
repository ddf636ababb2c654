import Testing
import TrainingRuns

@Suite struct DescriptorSourceTests {
  func parse(_ text: String) throws -> DatasetDescriptor {
    try DatasetDescriptor(parsing: "title: t\nfile: x.csv\n" + text, path: "d/dataset.yml")
  }

  @Test(arguments: [
    (
      "url: https://github.com/owner/name, commit: abc, path: data/a b+c.csv",
      "https://raw.githubusercontent.com/owner/name/abc/data/a%20b%2Bc.csv"
    ),
    (
      "url: https://github.com/owner/name.git, path: x.csv",
      "https://raw.githubusercontent.com/owner/name/HEAD/x.csv"
    ),
    ("url: https://example.org/data/, path: x.csv", "https://example.org/data/x.csv"),
    ("url: https://example.org/data", nil),
    ("note: n", nil),
  ])
  func addressOfTheFile(_ source: String, _ address: String?) throws {
    let descriptor = try parse("source: {\(source)}\n")
    #expect(descriptor.source?.fileAddress == address)
  }

  @Test func pathNeedsAnAddress() {
    #expect(
      complaint { try parse("source: {path: x.csv}\n") } == """
        error: d/dataset.yml:3:16: the key 'path' needs the key 'url'
          why: it is the path of the file at that address
          fix: add a line 'url: …'
        """)
  }

  @Test func publishedFits() throws {
    let descriptor = try parse(
      """
      conventions: {notes: [one, two]}
      published:
        - {label: a, law: chinchilla, minimum: 1.5e-3, source: s}
        - {label: b, law: chinchilla, derived: {a: 0.5}, expect: reproduces, source: s}
        - {label: c, law: chinchilla, coefficients: {E: 2}, expect: differs, reason: r, source: s}
      """)
    #expect(descriptor.conventions.notes == ["one", "two"])
    #expect(descriptor.published.map(\.minimum) == [1.5e-3, nil, nil])
    #expect(
      descriptor.published.map(\.expectation) == [
        .reproduces, .reproduces, .differs(reason: "r"),
      ])
  }

  @Test(arguments: [
    ("minimum: 0", "3:52: expected a positive number, found '0.0'"),
    (
      "coefficients: {}",
      "3:13: no published values: 'coefficients', 'derived' or 'minimum' is needed"
    ),
    ("minimum: 1, expect: differs", "3:13: the key 'reason' is missing"),
    ("minimum: 1, reason: r", "3:63: the key 'reason' needs the key 'expect'"),
    (
      "minimum: 1, expect: maybe",
      "3:63: expected one of 'reproduces', 'differs', found 'maybe'"
    ),
  ])
  func faultyPublishedFits(_ rest: String, _ fault: String) {
    let error = complaint {
      try parse("published: [{label: a, law: l, source: s, \(rest)}]\n")
    }
    #expect(error.contains("dataset.yml:\(fault)"), "\(error)")
  }
}
