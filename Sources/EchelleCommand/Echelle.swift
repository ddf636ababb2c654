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
    abstract: "Fit neural scaling laws, and say what the next model will cost.",
    discussion: """
      Echelle fits L = E + A/N^alpha + B/D^beta to training runs and carries the uncertainty of the \
      fit through to the compute-optimal model, its loss, its energy and its emissions.

      EXAMPLES
        echelle fit hoffmann2022
        echelle fit runs.csv --columns tokens=train_tokens --format json -o fit.json
        echelle predict fit.json --params 7B --tokens 2T
        echelle plan fit.json --compute 1e24 --hardware h100-sxm --grid fra

      PATH is a file of runs (CSV, JSON Lines, gzip), '-' for standard input, a folder with a \
      dataset.yml, or the name of a dataset. Exit status: 0 success, 64 usage, 65 bad data, \
      130 and 143 ended by SIGINT and SIGTERM, 1 anything else.
      """,
    version: version,
    subcommands: [
      Fit.self, Predict.self, PlanCommand.self, Frontier.self, Policies.self, PrecisionCommand.self,
      ReportCommand.self, Export.self, RunsCommand.self, BatchCommand.self,
      RolloutCommand.self,
      MultiverseCommand.self,
      Envelope.self, IsoFLOP.self, Approaches.self, CompareLawsCommand.self, VerifyCommand.self,
      Laws.self, Datasets.self, CountCommand.self, Energy.self, OutlookCommand.self, Hardware.self,
      Grid.self,
    ])

  /// Runs the command; what it has printed is written by the time it ends, or is reported missing.
  static func main() async {
    StandardOutput.reserveDescriptors()
    if let shortage = SystemLimits.shortage(threads: min(Machine.processorCount, 16) + 2) {
      Machine.writeError("error: \(shortage)")
      _exit(1)
    }
    // A file that may not grow any more is an error of a write, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    atexit {
      do throws(SystemError) {
        try StandardOutput.flush()
      } catch {
        // As `head` ends others once it has read enough: without a word.
        if error.code == EPIPE { _exit(128 + SIGPIPE) }
        Machine.writeError("error: \(Failure.text(of: error))")
        _exit(1)
      }
    }
    let task = Task { await Self.runAsParsed() }
    Interruption.handle(cancelling: task)
    await task.value
  }
}
