import Diagnostics
import Testing

@Suite("Diagnostics")
struct DiagnosticTests {
  @Test("An error has a line for where and what, and one each for why and fix.")
  func lines() {
    let error = Diagnostic(
      origin: Origin(file: "runs.csv", line: 17, column: 4),
      what: "column 'loss': expected a positive number, found 'n/a'",
      why: "residuals are taken in log space",
      fix: "correct the cell, or pass \(.invalidRows, "skip")")
    #expect(
      "\(error)" == """
        runs.csv:17:4: column 'loss': expected a positive number, found 'n/a'
          why: residuals are taken in log space
          fix: correct the cell, or pass skip as the treatment of invalid rows
        """)
    #expect(
      error.summary == "runs.csv:17:4: column 'loss': expected a positive number, found 'n/a'")
  }

  @Test("An excerpt has a caret below its place, beyond what was escaped before it.")
  func excerpt() {
    let error = Diagnostic(
      origin: Origin(.filter), what: "no column 'lss'",
      excerpt: Diagnostic.Excerpt(text: "\u{1B} and lss < 3", offset: 6))
    #expect(
      "\(error)" == """
        the filter of rows: no column 'lss'
          \\u{1B} and lss < 3
                     ^
        """)
  }

  @Test("Further faults of the same subject come first, one line each.")
  func others() {
    var error = Diagnostic(origin: Origin(file: "out"), what: "shard 3 is missing", fix: "run them")
    error.others = ["shard 1 is missing", "shard 2 is damaged"]
    #expect(
      "\(error)" == """
        out: shard 1 is missing
        out: shard 2 is damaged
        out: shard 3 is missing
          fix: run them
        """)
    #expect(error.summary == "out: shard 1 is missing")
  }

  @Test("A report about runs does not repeat their name.")
  func reason() {
    #expect(Diagnostic(origin: Origin(document: "runs"), what: "too few").reason == "too few")
    #expect(Diagnostic(origin: Origin(file: "runs"), what: "too few").reason == "runs: too few")
    #expect(Diagnostic(what: "too few").reason == "too few")
  }

  @Test(
    "The fault is the user's where an option is wrong, and the data's otherwise, unless it is said.",
    arguments: [
      (Origin(.unit), nil, .usage), (Origin(file: "--unit"), nil, .data),
      (Origin(document: "runs"), nil, .data), (nil, nil, .data), (Origin(.unit), .data, .data),
      (Origin(file: "f"), .system, .system),
    ] as [(Origin?, Diagnostic.Category?, Diagnostic.Category)])
  func category(
    _ origin: Origin?, _ stated: Diagnostic.Category?, _ expected: Diagnostic.Category
  ) {
    #expect(Diagnostic(origin: origin, what: "x", category: stated).category == expected)
  }

  @Test("Control characters are escaped, and quoted texts are cut.")
  func escaping() {
    let error = Diagnostic(
      origin: Origin(file: "a\u{1B}.csv"), what: "\u{202E}", why: "\r", fix: "\n")
    #expect(error.description == "a\\u{1B}.csv: \\u{202E}\n  why: \\r\n  fix: \\n")
    #expect(Diagnostic.quote("abcdef", limit: 3) == "'abc…'")
  }

  @Test("An error that is diagnosed reads as its diagnostic.")
  func diagnosed() {
    struct TooFew: Diagnosed {
      var diagnostic: Diagnostic { Diagnostic(what: "too few", fix: "add some") }
    }
    #expect("\(TooFew())" == "too few\n  fix: add some")
  }
}
