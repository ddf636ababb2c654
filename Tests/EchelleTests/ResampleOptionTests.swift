import Foundation
import Testing

@Suite("The unit of resampling")
struct ResampleOptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    let runs = SampleRuns().rows
    let checkpoints = runs.enumerated().flatMap { index, run in
      (0..<3).map { copy in
        "r\(index),\(run.parameters),\(run.tokens),"
          + "\(run.loss * (1 + 0.001 * Double((index * 7 + copy * 3) % 5))),\(index / 3)\n"
      }
    }
    try sandbox.write("run,N,D,loss,batch\n" + checkpoints.joined(), to: "checkpoints.csv")
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  static let misuses: [BadOption] = [
    BadOption(
      ["fit", "runs.csv", "--resample", "runs"],
      """
      error: --resample: no column of runs.csv names the run of a row
        why: the rows of a run are resampled together
        fix: name the column: --columns run=HEADER
      """),
    BadOption(
      ["plan", "checkpoints.csv", "--compute", "1e22", "--resample", "bach"],
      """
      error: --resample: no column 'bach'
        why: the columns of checkpoints.csv are 'run', 'N', 'D', 'loss', 'batch'
        fix: did you mean 'batch'?
      """),
  ]

  @Test("What cannot be resampled is refused.", arguments: misuses)
  func refused(_ option: BadOption) async throws {
    try await expectComplaint(option.errors, exitCode: 64, from: option.arguments, in: sandbox)
  }

  @Test("A unit without replicates, beside a saved fit, or of single rows has no effect.")
  func idle() async throws {
    _ = try await sandbox.echelle("fit", "checkpoints.csv", "--bootstrap", "50", "-o", "fit.json")
    let cases: [([String], String)] = [
      (
        ["fit", "checkpoints.csv", "--resample", "N", "--bootstrap", "0"],
        "--resample cannot be combined with --bootstrap 0"
      ),
      (["plan", "fit.json", "--compute", "1e22", "--resample", "N"], "--resample: has no effect"),
      (["fit", "single.csv", "--resample", "loss"], "every row is a unit of its own"),
    ]
    try sandbox.write("N,D,loss\n1e8,1e9,4\n1e8,2e9,3.9\n1e9,1e9,3\n", to: "single.csv")
    for (arguments, complaint) in cases {
      let result = try await Command.run(arguments, in: sandbox.folder)
      #expect(result.exitCode == 64 && result.errors.contains(complaint), "\(result.errors)")
    }
  }

  @Test(
    "Text and JSON show the unit and their number.",
    arguments: [
      ([], "runs", "16 whole runs"), (["--resample", "batch"], "batch", "6 values of batch"),
    ])
  func units(_ options: [String], _ unit: String, _ text: String) async throws {
    let fit = ["fit", "checkpoints.csv", "--bootstrap", "50"] + options
    let shown = try await Command.run(fit, in: sandbox.folder)
    let words = shown.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("a pairs bootstrap of \(text), 50 replicates"), "\(words)")
    let document = try JSONDocument(
      await Command.run(fit + ["--format", "json"], in: sandbox.folder).output)
    #expect(try document.text("bootstrap.unit") == unit)
    #expect(try document.number("bootstrap.units") == (unit == "runs" ? 16 : 6))
  }
}
