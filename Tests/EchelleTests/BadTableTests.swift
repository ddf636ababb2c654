import Foundation
import Testing

/// A table that cannot be fitted, with the expected error.
struct BadTable: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// The bytes of the file.
  let contents: Data
  let errors: String

  init(_ name: String, _ text: String, _ errors: String) {
    self.init(name, bytes: Array(text.utf8), errors)
  }

  init(_ name: String, bytes: [UInt8], _ errors: String) {
    testDescription = name
    contents = Data(bytes)
    self.errors = errors
  }
}

@Suite("Tables that cannot be fitted")
struct BadTableTests {
  static let tables: [BadTable] = [
    BadTable(
      "no column for the loss", "N,D,perplexity\n1e8,1e9,20\n",
      """
      error: runs.csv: no column for the loss L
        why: the columns are 'N', 'D', 'perplexity'
        fix: name it: --columns loss=HEADER; if 'perplexity' is the loss L in perplexity, --columns \
      loss=perplexity --unit 'loss=perplexity'
      """),
    BadTable(
      "two of N, D and C are missing", "N,loss\n1e8,3\n",
      """
      error: runs.csv: no column for the tokens D or the compute C
        why: two of N, D and C are needed, and the third follows from C = 6ND; the parameters N are 'N'; \
      the columns are 'N', 'loss'
        fix: name one: --columns tokens=HEADER or --columns compute=HEADER
      """),
    BadTable(
      "two columns could be N", "params,non_embedding_params,D,loss\n1e8,9e7,1e9,3\n",
      """
      error: runs.csv: several columns could be the parameters N ('params', 'non_embedding_params')
        why: they differ in meaning, and a guess would change the fit
        fix: choose one, as in --columns parameters=params
      """),
    BadTable(
      "text in a number cell", "N,D,loss\n1e8,1e9,3\n1e8,2e9,diverged\n",
      """
      error: runs.csv:3:9: column 'loss': expected a positive number, found 'diverged'
        why: residuals are taken in log space
        fix: correct the cell, or pass --invalid-rows skip
      """),
    BadTable(
      "a loss of zero", "N,D,loss\n1e8,1e9,3\n1e8,2e9,0\n",
      """
      error: runs.csv:3:9: column 'loss': expected a positive number, found '0'
        why: residuals are taken in log space
        fix: correct the cell, or pass --invalid-rows skip
      """),
    BadTable(
      "a negative loss", "N,D,loss\n1e8,1e9,-3\n",
      """
      error: runs.csv:2:9: column 'loss': expected a positive number, found '-3'
        why: residuals are taken in log space
        fix: correct the cell, or pass --invalid-rows skip
      """),
    BadTable(
      "a quote that is never closed", "N,D,loss,name\n1e8,1e9,3,\"first\n1e8,2e9,3,second\n",
      """
      error: runs.csv:2:11: unclosed quote
        fix: close it; inside a quoted cell, double a literal quote
      """),
    BadTable(
      "a row that is too short", "N,D,loss\n1e8,1e9,3\n1e8,2e9\n",
      """
      error: runs.csv:3: 2 cells where the header has 3
        why: it is unclear which columns the cells belong to
        fix: add the missing cells, empty if necessary
      """),
    BadTable(
      "a row that is too long", "N,D,loss\n1e8,1e9,3,0\n",
      """
      error: runs.csv:2: 4 cells where the header has 3
        why: it is unclear which columns the cells belong to
        fix: remove the extra cells, or quote the cell that contains a delimiter
      """),
    BadTable(
      "an empty file", "",
      """
      error: runs.csv: the file is empty
        fix: use CSV with a header, or JSON Lines
      """),
    BadTable(
      "a header without rows", "N,D,loss\n",
      """
      error: runs.csv: there are no runs to fit
        why: the table has no rows
        fix: add one row per training run
      """),
    BadTable(
      "NUL bytes in a row", bytes: Array("N,D,loss\n1e8,".utf8) + [0, 1, 2],
      """
      error: runs.csv:2:5: a NUL byte: this is not a text table
        fix: use CSV or JSON Lines in UTF-8, optionally gzipped
      """),
    BadTable(
      "an image",
      bytes: [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52,
      ],
      """
      error: runs.csv: binary data, not a text table
        fix: use CSV or JSON Lines in UTF-8, optionally gzipped
      """),
    BadTable(
      "fewer runs than coefficients",
      SampleRuns(parameters: [1e8, 1e9], tokens: [1e9, 1e10]).csv(),
      """
      error: runs.csv: 4 runs cannot determine 5 coefficients
        why: a fit needs at least as many runs as coefficients, and an interval many more
        fix: add runs, or exclude fewer with --where and --drop-highest
      """),
    BadTable(
      "one N only", SampleRuns(parameters: [1e9], tokens: (1...8).map { Double($0) * 1e10 }).csv(),
      """
      error: runs.csv: N is 1000000000 in every run
        why: A cannot be separated from the constant term
        fix: add runs at other values of N; at least two are needed, four or more are better
      """),
    BadTable(
      "one D only", SampleRuns(parameters: (1...8).map { Double($0) * 1e8 }, tokens: [2e10]).csv(),
      """
      error: runs.csv: D is 20000000000 in every run
        why: B cannot be separated from the constant term
        fix: add runs at other values of D; at least two are needed, four or more are better
      """),
    BadTable(
      "N proportional to D",
      SampleRuns(models: (1...8).map { (Double($0) * 1e8, Double($0) * 2e9) }).csv(),
      """
      error: runs.csv: log N and log D are collinear over the runs
        why: the terms in N and D cannot be separated
        fix: add runs that vary N and D independently
      """),
    BadTable(
      "a document in the place of a table", "{\n  \"schema\" : \"echelle.fit/1\"\n}\n",
      """
      error: runs.csv: a JSON document, not a table of runs
        why: JSON Lines has one object on each line
        fix: convert runs with jq -c; pass a saved fit to 'echelle predict' or 'echelle plan'
      """),
  ]

  @Test(
    "A bad table is bad data, and the message says where, why and how to mend it.",
    arguments: tables)
  func table(_ table: BadTable) async throws {
    let sandbox = try Sandbox()
    try sandbox.write(table.contents, to: "runs.csv")
    try await expectComplaint(
      table.errors, exitCode: 65, from: ["fit", "runs.csv"], in: sandbox)
  }

  @Test("A folder without a descriptor says what to write into it.")
  func folder() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "sweep/runs.csv")
    try await expectComplaint(
      """
      error: sweep: the folder has no dataset.yml
        why: a descriptor names the file with the runs and explains its columns; the folder \
      contains 'runs.csv'
        fix: name one of the files, or write sweep/dataset.yml, such as {title: My runs, \
      file: runs.csv, columns: {parameters: N, tokens: D, loss: loss}}
      """, exitCode: 65, from: ["fit", "sweep"], in: sandbox)
    try sandbox.write(
      "{title: My runs, file: runs.csv, columns: {parameters: N, tokens: D, loss: loss}}",
      to: "sweep/dataset.yml")
    let mended = try await sandbox.echelle("fit", "sweep", "--bootstrap", "0")
    #expect(mended.exitCode == 0, "what the message says to write is enough")
    #expect(mended.output.hasPrefix("sweep: My runs\n"))
  }

  @Test("An unknown dataset name suggests the nearest ones.")
  func unknownDataset() async throws {
    let sandbox = try Sandbox()
    for arguments in [["fit", "hofmann2022"], ["datasets", "show", "hofmann2022"]] {
      let run = try await Command.run(arguments, in: sandbox.folder)
      #expect(run.exitCode == 65)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("error: hofmann2022: no such file, folder or dataset\n"))
      #expect(run.errors.hasSuffix("\n  fix: did you mean 'hoffmann2022'?\n"))
    }
  }

  @Test("If filters leave no runs, the filters are reported.")
  func nothingLeft() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try await expectComplaint(
      """
      error: runs.csv: there are no runs to fit
        why: all 16 rows were excluded
        fix: exclude fewer rows with --where, --drop-highest and --invalid-rows, or pass --no-filters
      """, exitCode: 65, from: ["fit", "runs.csv", "--where", "N > 1e12"], in: sandbox)
  }
}
