import ArgumentParser
import Diagnostics
import Foundation
import Reporting
import Tables
import TrainingLogs
import TrainingRuns

struct CollectCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract: "Turn training logs into one table of runs.",
    discussion: """
      Reads Weights & Biases exports (run tables, histories, panels), Hugging Face \
      trainer_state.json, Lightning metrics.csv with its hparams.yaml, the text logs of Megatron, \
      nanoGPT, modded-nanogpt and llm.c, TensorBoard event files, JSON Lines and other tables of \
      steps. The format is detected from the content. Folders are searched recursively; files that \
      are not logs are listed and skipped.

      The table has N, D, the final loss in nats per token, and the state of each run: completed, \
      unfinished, crashed, diverged, duplicate, restarted or unknown. Nothing is merged; anything \
      unusual is recorded in the column 'notes'. If a log has several losses, token counts or \
      parameter counts, they are listed, and an option picks one. If no log records N, pass it with \
      --params, or count it from a configuration with --config; if a log records depth, width and \
      vocabulary, N is counted from these, and 'notes' says so. The column 'annealed' shows whether \
      the learning rate had decayed to a tenth of its peak.

      EXAMPLES
        echelle collect logs -o runs.csv
        echelle collect out.log --batch 512 --context 1024 --params 124M
        echelle collect ladder --loss c4 --params '190M-*=190354176' \\
          --params '1B-*=1279395840'
        echelle collect out.log --config config.json --count active \\
          --batch 1024 --context 4096 --curves -o curves.csv
        echelle collect wandb.csv --from-perplexity --loss eval/ppl/c4 --format text
      """)

  static let mainOptions = [
    "loss", "final", "params", "config", "batch", "context", "columns", "curves", "format",
    "output",
  ]

  @Argument(help: "Log files, folders of logs, or - for standard input.")
  var paths: [String]

  @OptionGroup(title: "Logs") var logs: LogArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let options = try logs.options()
      let folders = try paths.map(LogFolder.init)
      let entries = folders.flatMap(\.entries)
      let passedOver = folders.flatMap(\.passedOver)
      var failures = FailureList(isAlone: entries.count == 1)
      var runs: [LoggedRun] = []
      var otherFiles: [String] = []
      var companions: Set<String> = []
      for entry in entries {
        try await failures.collecting(entry.path) {
          guard let found = try Self.logs(entry) else { return otherFiles.append(entry.path) }
          companions.formUnion(found.compactMap(\.companion))
          for log in found { runs.append(try LoggedRun(log, options: options)) }
        }
      }
      if runs.isEmpty, failures.list.isEmpty {
        throw Diagnostic(
          origin: Origin(file: paths.joined(separator: ", ")), what: "no log found",
          why: (otherFiles.isEmpty
            ? "there are no files" : "none of \(otherFiles.count) files has steps and a loss")
            + (passedOver.isEmpty
              ? ""
              : "; skipped: "
                + passedOver.map { "\($0.path) (\($0.reason))" }.joined(separator: ", ")),
          fix: "name a log, or a folder of logs")
      }
      // A log that failed to be read might have used them.
      if failures.list.isEmpty { try logs.checkEffect(options, on: runs) }
      let report = LoggedRunsReport(
        LoggedRuns(runs, options: options), failures: failures.list,
        otherFiles: otherFiles.filter { !companions.contains($0) }, passedOver: passedOver)
      try output.write(report, unlessAsked: .csv)
      if output.format(unlessAsked: .csv) == .csv { report.warnings.forEach(Machine.writeNote) }
      try failures.finish()
    }
  }

  /// The runs in a file; `nil` where it is no log and was found in a folder.
  private static func logs(_ entry: LogFolder.Entry) throws -> [RunLog]? {
    let file = try LogFile(path: entry.path, continuations: entry.continuations)
    return entry.isNamed ? try file.logs() : try file.logsIfAny()
  }
}
