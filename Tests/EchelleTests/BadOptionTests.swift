import Foundation
import Testing

/// Words on the command line that are refused, and what is said.
struct BadOption: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let errors: String

  var testDescription: String { arguments.joined(separator: " ") }

  init(_ arguments: [String], _ errors: String) {
    self.arguments = arguments
    self.errors = errors
  }
}

@Suite("Options that are refused")
struct BadOptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  @Test("A law that starts with a minus is no missing value.")
  func leadingMinus() async throws {
    let run = try await sandbox.echelle("fit", "runs.csv", "--law", "-A/N^p + E")
    #expect(run.exitCode == 64)
    #expect(
      run.errors == """
        error: --law: '-A/N^p + E' starts with a minus, which reads as an option
          why: a word after an option is its value only where it does not start so
          fix: join the two: --law='-A/N^p + E'

        """)
    let joined = try await sandbox.echelle(
      "fit", "runs.csv", "--law=E - A * N^p", "--bootstrap", "0")
    #expect(joined.exitCode == 0)
  }

  @Test("A word with a minus in it that names no law is not taken for a formula.")
  func unknownLaw() async throws {
    let run = try await sandbox.echelle("fit", "runs.csv", "--law", "some-accuracy")
    #expect(run.exitCode == 64)
    #expect(run.errors.hasPrefix("error: --law: no law 'some-accuracy'\n"))
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
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--hardware", "h100"],
      """
      error: unknown accelerator 'h100'
        why: the nearest names in the accelerator table are h100-pcie, h100-sxm
        fix: choose an accelerator listed in accelerators.csv, or add a row to it
      """),
    BadOption(
      ["plan", "runs.csv", "--gpus", "512xh100", "--days", "30"],
      """
      error: unknown accelerator 'h100'
        why: the nearest names in the accelerator table are h100-pcie, h100-sxm
        fix: choose an accelerator listed in accelerators.csv, or add a row to it
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--hardware", "a100-sxm-80", "--precision", "fp8"],
      """
      error: a100-sxm-80 has no fp8 arithmetic
        why: its row of the table has dense peaks only for fp32, tf32, bf16, int8
        fix: pass --precision fp32|tf32|bf16|int8
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--pue", "0.9"],
      """
      error: power usage effectiveness (PUE): expected a number from 1 to 1000, found 0.9
        why: PUE is the energy of the whole facility divided by that of its servers
        fix: pass --pue with a number from 1 to 1000
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--grid", "france"],
      """
      error: unknown grid 'france'
        why: the nearest name in the grid table is fra
        fix: pass an ISO 3166-1 alpha-3 code such as usa, world, or a number to --grid-intensity
      """),
    BadOption(
      ["energy", "train", "--params", "7B", "--tokens", "1T", "--hardware", "h100-smx"],
      """
      error: unknown accelerator 'h100-smx'
        why: the nearest names in the accelerator table are h100-sxm, p100-sxm, h800-sxm
        fix: choose an accelerator listed in accelerators.csv, or add a row to it
      """),
    BadOption(
      ["energy", "train", "--compute", "1e22", "--hardware", "v100-sxm-32", "--precision", "fp8"],
      """
      error: v100-sxm-32 has no fp8 arithmetic
        why: its row of the table has dense peaks only for fp32, bf16
        fix: pass --precision fp32|bf16
      """),
    BadOption(
      ["energy", "train", "--compute", "1e22", "--pue", "0.9"],
      """
      error: power usage effectiveness (PUE): expected a number from 1 to 1000, found 0.9
        why: PUE is the energy of the whole facility divided by that of its servers
        fix: pass --pue with a number from 1 to 1000
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--grid", "fra-1999"],
      """
      error: unknown grid 'fra-1999'
        why: the nearest names in the grid table are fra-2021, fra-2022, fra-2023
        fix: pass an ISO 3166-1 alpha-3 code such as usa, world, or a number to --grid-intensity
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e6"],
      """
      error: --compute: 1000000.0 is too little to plan a model
        why: the optimal model would have fewer than a thousand parameters or tokens, where the law does not \
      apply
        fix: give more, such as 1e24
      """),
    BadOption(
      ["grid", "show", "atlantis"],
      """
      error: unknown grid 'atlantis'
        why: the grid table has no such name, nor a similar one
        fix: pass an ISO 3166-1 alpha-3 code such as usa, world, or a number to --grid-intensity
      """),
  ]

  /// Words about coefficients and variables, which the law may not have.
  static let aboutLaws: [BadOption] = [
    BadOption(
      ["fit", "runs.csv", "--fix", "Z=1"],
      """
      error: --fix: the law has no coefficient 'Z'
        why: the coefficients of chinchilla are E, A, B, alpha, beta
        fix: name one of them
      """),
    BadOption(
      ["fit", "runs.csv", "--law", "E + A / N^p", "--fix", "alpha=1"],
      """
      error: --fix: the law has no coefficient 'alpha'
        why: the coefficients of E + A / N^p are E, A, p
        fix: name one of them
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--domain", "alhpa=positive"],
      """
      error: --domain: the law has no coefficient 'alhpa'
        why: the coefficients of chinchilla are E, A, B, alpha, beta
        fix: did you mean alpha?
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "N=1"],
      """
      error: --fix: 'N' is a variable of the law, not a coefficient
        why: the coefficients of chinchilla are E, A, B, alpha, beta
        fix: name one of them
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "E=("],
      """
      error: --fix: '(' is not a number
        fix: write it as in --fix E=1.69
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "E=1", "--fix", "E=2"],
      """
      error: --fix: 'E' is named twice
        why: only one of the two could hold
        fix: leave one of them out
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "E=-1"],
      """
      error: --fix: -1.0 is outside the domain of 'E'
        why: E is positive in the law chinchilla
        fix: give a value in it, or write a law without 'E'
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "E=1.7", "--start-range", "E=1..2"],
      """
      error: --start-range: 'E' is fixed
        why: --fix E=… gives its value
        fix: leave out one of the two
      """),
    BadOption(
      ["fit", "runs.csv", "--start-range", "E=-2..-1"],
      """
      error: --start-range: -2.0..-1.0 is outside the domain of 'E'
        why: E is positive
        fix: give a range inside it
      """),
    BadOption(
      ["fit", "runs.csv", "--start-range", "E=1..2", "--starts", "hoffmann"],
      """
      error: --start-range: has no effect with --starts
        why: both say where the minimisations start
        fix: leave out one of the two
      """),
    BadOption(
      ["rollout", "runs.csv", "--start", "E=1"],
      """
      error: --start E=1: the law 'chinchilla' cannot use these starts
        why: a start gives exactly one value per coefficient, each inside its domain
        fix: the coefficients are E, A, B, alpha, beta; amplitudes in a sum of power terms are positive
      """),
    BadOption(
      ["predict", "runs.csv", "--bootstrap", "0", "--params", "7B"],
      """
      error: --at: the variable 'D' is missing
        why: the variables of chinchilla are N, D
        fix: give it by --tokens 1.4T
      """),
    BadOption(
      [
        "predict", "runs.csv", "--bootstrap", "0", "--params", "7B", "--tokens", "1T", "--at",
        "U=3",
      ],
      """
      error: --at: the law has no variable 'U'
        why: the variables of chinchilla are N, D
        fix: leave it out
      """),
    BadOption(
      ["plan", "runs.csv", "--bootstrap", "0", "--compute", "1e22", "--at", "N=3"],
      """
      error: --at: N is what is sought, and cannot be held
        why: N and D are found for the target, and C = kND follows from them
        fix: leave it out, or name a target
      """),
  ]

  @Test("Options the law does not support.", arguments: aboutLaws)
  func aboutLaw(_ option: BadOption) async throws {
    try await expectComplaint(option.errors, exitCode: 64, from: option.arguments, in: sandbox)
  }

  /// Options that would change nothing for the table.
  static let withoutEffect: [BadOption] = [
    BadOption(
      ["fit", "runs.csv", "--no-filters"],
      """
      error: --no-filters: has no effect on runs.csv
        why: no description of it has filters or drops
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
        why: only one of the two could hold
        fix: leave one of them out
      """),
    BadOption(
      ["fit", "runs.csv", "--weights", "D", "--columns", "weight=N"],
      """
      error: --weights: --columns weight=N names the weights too
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
      "error: --force has no effect without -o, whose file it replaces; leave it out"),
  ]

  @Test("Options without effect.", arguments: withoutEffect)
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

  @Test("Faults found by Echelle.", arguments: refused)
  func foundByEchelle(_ option: BadOption) async throws {
    try await expectComplaint(
      option.errors, exitCode: 64, from: option.arguments, in: sandbox)
  }

  static let unparsable: [BadOption] = [
    BadOption(
      ["fit", "runs.csv", "--objective", "mean"],
      "The value 'mean' is invalid for '--objective <objective>': expected huber, huber:δ with a "
        + "positive δ, lad, log-squares or squares"),
    BadOption(
      ["fit", "runs.csv", "--objective", "huber:0"],
      "The value 'huber:0' is invalid for '--objective <objective>': expected huber, huber:δ with a "
        + "positive δ, lad, log-squares or squares"),
    BadOption(
      ["fit", "runs.csv", "--format", "xml"],
      "The value 'xml' is invalid for '--format <format>'. Please provide one of 'text', 'json' or "
        + "'csv'."),
    BadOption(
      ["fit", "runs.csv", "--level", "95"],
      "--level needs a number between 0 and 1, such as 0.95"),
    BadOption(
      ["fit", "runs.csv", "--bootstrap", "1"],
      "--bootstrap needs 0 for no intervals, or at least 2 replicates"),
    BadOption(["fit", "runs.csv", "--threads", "0"], "--threads needs at least 1"),
    BadOption(
      ["fit", "runs.csv", "--flop-per-parameter-token", "0"],
      "--flop-per-parameter-token needs a positive number, such as 6"),
    BadOption(
      ["fit", "runs.csv", "--bootstrap", "1000000000000"],
      "--bootstrap needs at most 10000000 replicates"),
    BadOption(
      ["fit", "runs.csv", "--threads", "9223372036854775807"], "--threads needs at most 4096"),
    BadOption(
      ["fit", "runs.csv", "--level", ".5", "--level", ".9"],
      "--level takes one value and is given twice; leave one of them out"),
    BadOption(["fit", ""], "an argument is empty"),
    BadOption(
      ["plan", "runs.csv", "--money", "2M", "--price-per-hour", "-1"],
      "--price-per-hour needs a positive number, such as 2"),
    BadOption(
      ["isoflop", "runs.csv", "--bootstrap", "0", "--level", ".9"],
      "--level has no effect with --bootstrap 0, which gives no intervals; leave it out"),
    BadOption(
      ["batch", "run", "runs.csv", "--results", "out", "--keep-going", "--fail-fast"],
      "--keep-going has no effect with --fail-fast, which is the opposite; leave it out"),
    BadOption(["fit"], "Missing expected argument '<paths> ...'"),
    BadOption(
      ["plan", "runs.csv"],
      "give a target: --compute 1e24, --loss 2.0, --energy 500MWh, --emissions 100t, "
        + "--money 2M --price-per-hour 2, or --gpus 512xh100-sxm --days 30"),
    BadOption(
      ["plan", "runs.csv", "--gpus", "512xh100-sxm"],
      "--gpus and --days go together, as in --gpus 512xh100-sxm --days 30"),
    BadOption(
      ["plan", "runs.csv", "--days", "30"],
      "--gpus and --days go together, as in --gpus 512xh100-sxm --days 30"),
    BadOption(
      ["plan", "runs.csv", "--gpus", "512h100-sxm", "--days", "30"],
      "The value '512h100-sxm' is invalid for '--gpus <count x name>': expected how many, an x and "
        + "the accelerator, as in 512xh100-sxm"),
    BadOption(
      ["plan", "runs.csv", "--compute", "0"],
      "The value '0' is invalid for '--compute <flop>': expected a positive number such as 7B, 1.4T "
        + "or 1e24"),
    BadOption(
      ["plan", "runs.csv", "--loss", "-2"],
      "The value '-2' is invalid for '--loss <loss>': expected a positive number such as 7B, 1.4T or "
        + "1e24"),
    BadOption(
      ["predict", "runs.csv", "--params", "7Q", "--tokens", "1T"],
      "The value '7Q' is invalid for '--params <params>': expected a positive number such as 7B, "
        + "1.4T or 1e24"),
    BadOption(
      ["predict", "runs.csv", "--params", "1B,2B,3B", "--tokens", "1T,2T"],
      "3 of N and 2 of D: give as many values of each, or one for all"),
    BadOption(["conjure"], "Unexpected argument 'conjure'"),
  ]

  @Test(
    "Faults that are found on parsing: the first line, and the usage after it.",
    arguments: unparsable)
  func foundOnParsing(_ option: BadOption) async throws {
    let run = try await Command.run(option.arguments, in: sandbox.folder)
    #expect(run.exitCode == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").first.map(String.init) == "error: " + option.errors)
    #expect(run.errors.contains("\nUsage: echelle"))
  }

  @Test("A missing column is reported with the nearest names.")
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
