import Foundation
import Testing

@Suite("Options about tables that are refused")
struct BadTableOptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  static let roles =
    "'parameters', 'tokens', 'compute', 'loss', 'weight', 'run', 'family', 'step', 'order'"

  static let refused: [BadOption] = [
    BadOption(
      ["fit", "runs.csv", "--where", "loss << 3"],
      """
      error: --where: expected a number, a column or text in quotes, found '<'
        loss << 3
              ^
        fix: write a condition such as 'loss < 3.4 and family == "Dense"'
      """),
    BadOption(
      ["fit", "runs.csv", "--where", "N > 1e8 and los < 3"],
      """
      error: --where: no column 'los'
        N > 1e8 and los < 3
                    ^
        why: the columns of runs.csv are 'N', 'D', 'loss'
        fix: did you mean 'loss'?
      """),
    BadOption(
      ["fit", "runs.csv", "--columns", "token=D"],
      """
      error: --columns: unknown role 'token'
        why: the roles are \(roles)
        fix: did you mean 'tokens'?
      """),
    BadOption(
      ["fit", "runs.csv", "--columns", "tokens"],
      """
      error: --columns: expected ROLE=HEADER, found 'tokens'
        why: the roles are \(roles)
        fix: write it as in --columns tokens=train_tokens
      """),
    BadOption(
      ["fit", "runs.csv", "--drop-highest", "loss"],
      """
      error: --drop-highest: expected COLUMN:COUNT, found 'loss'
        why: the rule needs a column and the number of highest rows to drop
        fix: write it as in --drop-highest loss:5
      """),
    BadOption(
      ["fit", "runs.csv", "--group-by", "family"],
      """
      error: --group-by: no column 'family'
        why: the columns of runs.csv are 'N', 'D', 'loss'
        fix: name one of them
      """),
  ]

  @Test("They are refused, with the place and a remedy.", arguments: refused)
  func refusals(_ option: BadOption) async throws {
    try await expectComplaint(
      option.errors, exitCode: 64, from: option.arguments, in: sandbox)
  }

  /// Options that would change nothing for the table.
  static let withoutEffect: [BadOption] = [
    BadOption(
      ["fit", "runs.csv", "--no-filters"],
      """
      error: --no-filters: has no effect on runs.csv
        why: its description has no filters and drops no rows
        fix: leave it out
      """),
    BadOption(
      ["isoflop", "runs.csv", "--redraw-drops", "no"],
      """
      error: --redraw-drops: has no effect on runs.csv
        why: no highest rows are dropped from it
        fix: leave it out
      """),
    BadOption(
      ["fit", "runs.csv", "--columns", "tokens=D", "--columns", "D=N"],
      """
      error: --columns: 'D' is named twice
        why: a role has one column or unit
        fix: leave one of them out
      """),
    BadOption(
      ["fit", "runs.csv", "--weights", "D", "--columns", "weight=N"],
      """
      error: --weights: --columns weight=N also names the weights
        why: a run has one weight
        fix: leave out one of the two
      """),
    BadOption(
      ["fit", "runs.csv", "--drop-highest", "loss:0"],
      """
      error: --drop-highest: expected COLUMN:COUNT, found 'loss:0'
        why: the rule needs a column and the number of highest rows to drop
        fix: write it as in --drop-highest loss:5
      """),
    BadOption(
      ["fit", "runs.csv", "--force"],
      "error: --force needs -o, whose file it replaces"),
  ]

  @Test("What would change nothing.", arguments: withoutEffect)
  func idle(_ option: BadOption) async throws {
    try await expectComplaint(option.errors, exitCode: 64, from: option.arguments, in: sandbox)
  }

  @Test("An empty name is no folder, and the current one stays as it is.")
  func emptyFolder() async throws {
    let run = try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "0", "--report", "")
    #expect(run.exitCode == 64)
    #expect(
      run.errors.hasPrefix("error: --report has an empty value; give it one, or leave it out"))
    #expect(try sandbox.names() == ["runs.csv"])
  }

  @Test("A column given for a role but missing from the table is an error with the nearest name.")
  func missingHeader() async throws {
    try await expectComplaint(
      """
      error: runs.csv: no column 'los' for the loss L
        why: the columns of runs.csv are 'N', 'D', 'loss'
        fix: did you mean --columns loss=loss?
      """, exitCode: 65, from: ["fit", "runs.csv", "--columns", "loss=los"], in: sandbox)
  }

  @Test("Where there are no datasets, the list says where it looked.")
  func noDatasets() async throws {
    let run = try await sandbox.echelle(
      "datasets", "list", environment: ["ECHELLE_DATASETS": "nowhere"])
    #expect(run.exitCode == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("there are no datasets in nowhere, datasets, "))
    #expect(run.errors.hasSuffix("; set ECHELLE_DATASETS to the folders that hold them\n"))
  }

  @Test("Without its reference tables the command says where it looked.")
  func missingTables() async throws {
    let run = try await sandbox.echelle(
      "plan", "runs.csv", "--compute", "1e24", environment: ["ECHELLE_DATASETS": "nowhere"])
    #expect(run.exitCode == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("error: reference table '"))
    #expect(run.errors.contains("\n  why: looked in nowhere, datasets, "))
    #expect(
      run.errors.hasSuffix(
        "\n  fix: set ECHELLE_DATASETS to the folder with the reference tables\n"))
  }
}
