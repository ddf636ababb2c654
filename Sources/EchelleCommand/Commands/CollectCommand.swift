import ArgumentParser
import Diagnostics
import Foundation
import Reporting
import Tables
import TrainingLogs
import TrainingRuns

struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Turn the logs of experiments into one table of runs, or of curves.",
    discussion: """
      Reads exports of Weights & Biases (run tables, histories, panels), trainer_state.json of Hugging \
      Face, metrics.csv of Lightning with its hparams.yaml, the text logs of Megatron, nanoGPT, \
      modded-nanogpt and llm.c, event files of TensorBoard, JSON Lines and other tables of steps; the format is found by content. A \
      folder is read with the folders in it, and what is no log in it is named and passed over.

      The table has N, D, the final loss in nats per token, and how each run ended: completed, \
      unfinished, crashed, diverged, duplicate, restarted or unknown. Nothing is merged: 'notes' says \
      what was noticed. Where several losses, tokens or counts of parameters are logged, the choices are \
      listed and an option says which. N that no log tells is given by --params, or counted from a \
      configuration given by --config, as 'echelle count' does; where a log has the number of layers, \
      the width and the vocabulary among its settings, N is counted from these, and 'notes' says so. \
      'annealed' says whether the learning rate had come down to a tenth of its peak, as a floor of 10 % \
      does.

      EXAMPLES
        echelle runs logs -o runs.csv
        echelle runs ladder --loss c4 --params '190M-*=190354176' --params '1B-*=1279395840'
        echelle runs out.log --batch 512 --context 1024 --params 124M --curves -o curves.csv
        echelle runs out.log --config config.json --count active --batch 1024 --context 4096
        echelle runs wandb.csv --from-perplexity --loss eval/ppl/c4 --final minimum --format text
      """)

  @Argument(help: "Logs, or folders of logs; '-' for standard input.")
  var paths: [String]

  @OptionGroup(title: "Log options") var logs: LogArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

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
          origin: Origin(file: paths.joined(separator: ", ")), what: "no log in it",
          why: (otherFiles.isEmpty
            ? "there are no files" : "of \(otherFiles.count) files none gives a step and a loss")
            + (passedOver.isEmpty
              ? ""
              : "; passed over: "
                + passedOver.map { "\($0.path) (\($0.reason))" }.joined(separator: ", ")),
          fix: "name a log, or a folder of logs")
      }
      // What failed to be read might have used them.
      if failures.list.isEmpty { try logs.checkEffect(options, on: runs) }
      let report = LoggedRunsReport(
        LoggedRuns(runs, options: options), failures: failures.list,
        otherFiles: otherFiles.filter { !companions.contains($0) }, passedOver: passedOver)
      try output.write(report, unlessAsked: .csv)
      if output.format(unlessAsked: .csv) == .csv { report.warnings.forEach(Machine.writeNote) }
      try failures.finish()
    }
  }

  /// The runs in a file; `nil` where it is no log and was not named itself.
  private static func logs(_ entry: LogFolder.Entry) throws -> [RunLog]? {
    let file = try LogFile(path: entry.path, continuations: entry.continuations)
    return entry.isNamed ? try file.logs() : try file.logsIfAny()
  }
}
