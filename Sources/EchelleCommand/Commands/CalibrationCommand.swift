import ArgumentParser
import Diagnostics
import Inference
import Reporting
import ScalingLaws
import TrainingRuns

struct CalibrationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibration",
    abstract: "Score the intervals on public sweeps, by distance.",
    discussion: """
      For every described sweep with N, D and a loss, and for each PATH: fits the runs up to quantiles of C from \
      0.5 to 0.9, forecasts the runs beyond, and scores the intervals by distance in decades of C. The \
      ensemble of laws is compared with single laws and their bootstrap intervals. Sweeps with the same \
      citation are one group; hit rates are means over groups, with a t interval over groups.

      EXAMPLES
        echelle calibration
        echelle calibration runs.csv
        echelle calibration --only hoffmann2022 -o calibration.csv
      """)

  @Argument(help: "More sweeps: tables, folders or names of datasets.")
  var paths: [String] = []

  @Flag(help: "Score only the sweeps that are named.")
  var only = false

  @Option(
    help: ArgumentHelp(
      "Bootstrap replicates of the single laws; 0 leaves them out.", valueName: "count"))
  var bootstrap = 400

  @Option(help: "Level of the intervals, in (0, 1).")
  var level = 0.95

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp("Number of threads; the results do not depend on it.", valueName: "count"))
  var threads: Int?

  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try ResamplingArguments.check(threads: threads)
    guard bootstrap == 0 || (2...ResamplingArguments.mostReplicates).contains(bootstrap) else {
      throw ValidationError(
        "--bootstrap needs 0, or 2 to \(ResamplingArguments.mostReplicates) replicates")
    }
    guard level > 0, level < 1 else { throw ValidationError("--level lies between 0 and 1") }
    guard !only || !paths.isEmpty else { throw ValidationError("--only needs a PATH") }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      var options = FitOptions()
      options.seed = seed
      options.level = level
      options.threadCount = threads ?? Machine.processorCount
      let fitter = EnsembleFitter(options: options, version: Echelle.version)
      let laws = bootstrap == 0 ? [] : EnsembleLaws.usual
      var trials: [CalibrationTrial] = []
      var leftOut: [(name: String, reason: String)] = []
      var seen: [[Double]: String] = [:]
      for sweep in try sweeps(leftOut: &leftOut) {
        let key = sweep.runs.loss.sorted()
        if let other = seen[key] {
          leftOut.append((sweep.runs.name, "the same runs as \(other)"))
          continue
        }
        seen[key] = sweep.runs.name
        let line = ProgressLine(sweep.runs.name)
        defer { line?.clear() }
        let trial: CalibrationTrial
        do {
          trial = try await CalibrationTrial(
            sweep.runs, group: sweep.group, fitter: fitter, laws: laws, replicates: bootstrap)
        } catch let error as any Diagnosed where !paths.contains(sweep.runs.name) {
          leftOut.append((sweep.runs.name, error.diagnostic.summary))
          continue
        }
        if trial.cutoffCount == 0 {
          leftOut.append((sweep.runs.name, "too few runs below every cut-off"))
        } else {
          trials.append(trial)
        }
      }
      let calibration = Calibration(
        trials: trials, discrepancy: fitter.discrepancy, level: level, laws: laws.map(\.name))
      try output.write(CalibrationReport(calibration, leftOut: leftOut))
    }
  }

  /// The tables, each with its group.
  private func sweeps(
    leftOut: inout [(name: String, reason: String)]
  ) throws -> [(runs: RunTable, group: String)] {
    let store = Machine.datasetStore
    let described = only ? [] : try store.datasets().filter(\.isPresent).map(\.name)
    var sweeps: [(runs: RunTable, group: String)] = []
    for path in described + paths {
      let source = try store.resolve(path)
      do {
        for runs in try RunTable(reading: source).groups() {
          sweeps.append((runs, source.descriptor?.citations.first ?? runs.name))
        }
      } catch let error as any Diagnosed where !paths.contains(path) {
        leftOut.append((path, error.diagnostic.summary))
      }
    }
    return sweeps
  }
}
