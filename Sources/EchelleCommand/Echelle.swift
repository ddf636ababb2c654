import ArgumentParser
import Echelle
import Foundation
import Platform

@main struct Echelle: AsyncParsableCommand {
  static let version = echelleVersion

  // swift-format-ignore: NoLeadingUnderscores
  // As the command's own errors begin.
  static let _errorLabel = "error"

  static let configuration = CommandConfiguration(
    commandName: "echelle",
    abstract: "Fit neural scaling laws and find out what the next model will cost.",
    discussion: """
      PATH is a table of runs (CSV, JSON Lines, gzip), - for standard input, a folder with a \
      dataset.yml, or the name of a dataset. FIT is a file saved by 'echelle fit -o fit.json', or runs \
      to fit first. The extension of the file after -o selects the format, such as .json or .csv; 'report' \
      and 'export' also write .md and .tex.

      Exit status: 0 success, 64 usage, 65 bad data, 130 and 143 ended by SIGINT and SIGTERM, 1 anything \
      else. With --format json, errors are JSON on standard error.

      Help for one command: echelle help fit
      All of its options: echelle help fit --all

      EXAMPLES
        echelle fit hoffmann2022                     # a built-in sweep
        echelle fit runs.csv -o fit.json             # your own runs
        echelle plan fit.json --compute 1e24         # what to train, and its cost
        echelle report fit.json -o report            # a page to share
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Read your data",
        subcommands: [CollectCommand.self, CountCommand.self, Datasets.self]),
      CommandGroup(
        name: "Fit",
        subcommands: [
          Fit.self, CompareCommand.self, IsoFLOP.self, Envelope.self, Approaches.self,
        ]),
      CommandGroup(
        name: "Trust",
        subcommands: [
          BacktestCommand.self, SensitivityCommand.self, CoverageCommand.self,
          CalibrationCommand.self,
          ReproduceCommand.self,
        ]),
      CommandGroup(
        name: "Decide",
        subcommands: [
          Predict.self, PlanCommand.self, Frontier.self, Policies.self, QuantizeCommand.self,
        ]),
      CommandGroup(name: "Energy", subcommands: [Energy.self]),
      CommandGroup(name: "Share", subcommands: [ReportCommand.self, Export.self]),
      CommandGroup(name: "Many fits", subcommands: [BatchCommand.self]),
      CommandGroup(name: "Look up", subcommands: [Laws.self, Hardware.self, Grids.self]),
    ])

  /// Runs the command; output that cannot be written is reported.
  static func main() async {
    StandardOutput.reserveDescriptors()
    if let shortage = SystemLimits.shortage(threads: min(Machine.processorCount, 16) + 2) {
      _exit(Failure.report(shortage.diagnostic).rawValue)
    }
    // A file at its size limit is an error of a write, like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    CutFile.handle()
    atexit {
      do throws(SystemError) {
        try StandardOutput.flush()
      } catch {
        // The reader, such as `head`, has read enough: end silently.
        if error.code == EPIPE { _exit(128 + SIGPIPE) }
        _exit(Failure.report(error.diagnostic).rawValue)
      }
    }
    let task = Task { await Self.runAsParsed() }
    Interruption.handle(cancelling: task)
    await task.value
  }
}
