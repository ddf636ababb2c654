import Foundation
import Testing

@Suite("Options that are refused on parsing")
struct UnparsableOptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  static let unparsable: [BadOption] = [
    BadOption(
      ["fit", "runs.csv", "--objective", "mean"],
      "The value 'mean' is invalid for '--objective <objective>': expected huber, huber:δ or "
        + "huber:δ:κ with positive δ (or auto) and κ, lad, log-squares, squares, level-huber:δ, "
        + "level-huber:δ:κ or level-lad"),
    BadOption(
      ["fit", "runs.csv", "--objective", "huber:0"],
      "The value 'huber:0' is invalid for '--objective <objective>': expected huber, huber:δ or "
        + "huber:δ:κ with positive δ (or auto) and κ, lad, log-squares, squares, level-huber:δ, "
        + "level-huber:δ:κ or level-lad"),
    BadOption(
      ["fit", "runs.csv", "--objective", "level-huber"],
      "The value 'level-huber' is invalid for '--objective <objective>': level-huber needs δ, in the "
        + "unit of the fitted quantity, as in level-huber:0.01, or auto"),
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
      "--level cannot be combined with --bootstrap 0: it disables the intervals; leave out one of them"
    ),
    BadOption(
      ["batch", "run", "runs.csv", "--results", "out", "--keep-going", "--fail-fast"],
      "--keep-going cannot be combined with --fail-fast: they are opposites; leave out one of them"),
    BadOption(["fit"], "Missing expected argument '<paths> ...'"),
    BadOption(
      ["plan", "runs.csv"],
      "give a target: --compute 1e24, --loss 2.0, --energy 500MWh, --emissions 100t, "
        + "--money 2M --price-per-hour 2, or --chips 512xh100-sxm --days 30"),
    BadOption(
      ["plan", "runs.csv", "--chips", "512xh100-sxm"],
      "--chips and --days go together, as in --chips 512xh100-sxm --days 30"),
    BadOption(
      ["plan", "runs.csv", "--days", "30"],
      "--chips and --days go together, as in --chips 512xh100-sxm --days 30"),
    BadOption(
      ["plan", "runs.csv", "--chips", "512h100-sxm", "--days", "30"],
      "The value '512h100-sxm' is invalid for '--chips <count[xname]>': expected a whole number, or "
        + "one with a name as in 512xh100-sxm"),
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
}
