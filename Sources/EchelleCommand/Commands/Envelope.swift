import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct Envelope: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "envelope",
    abstract: "Find the best model size from training curves (Approach 1).",
    discussion: """
      Approach 1 of the Chinchilla paper: the lowest loss over all training curves at each compute \
      gives N* and D*, and power laws N* ∝ C^a and D* ∝ C^b are fitted through them. A value of C \
      counts only if models smaller and larger than the best one have checkpoints on both sides of \
      it.

      The table has a row per checkpoint. Runs are identified by a column such as run, run_id or \
      run_name, or with --columns run=HEADER; without one, or with --columns run=, all rows of the \
      same N form one curve.

      EXAMPLES
        echelle envelope checkpoints.jsonl
        echelle envelope checkpoints.csv --columns run=experiment --smoothing 0.05
        echelle envelope sweep.csv --columns run= -o envelope.json
      """)

  static let mainOptions = [
    "smoothing", "values-per-decade", "columns", "where", "group-by", "bootstrap", "level",
    "format", "output",
  ]

  @Argument(help: RunsHelp.path)
  var path: String

  @OptionGroup(title: "Envelope") var curves: CurveArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup(title: "Intervals") var resampling: ResamplingArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try resampling.checkIntervals()
    try OptionConflict.refuseIdle(
      ["--redraw-drops"], because: "the bootstrap resamples curves, not rows")
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      try reading.checkRoles(used: [.run])
      let runs = try reading.options().runs(
        path, by: reading, replicateCount: resampling.options().replicateCount)
      var failures = FailureList(isAlone: runs.count == 1)
      var fits: [EnvelopeFit] = []
      for table in runs {
        try await failures.collecting(table.name) {
          fits.append(
            try await ProgressLine.showing(table) {
              try await curves.fitter(resampling).fit(table, progress: $0)
            })
        }
      }
      if !fits.isEmpty {
        try output.write(
          EnvelopeReport(
            fits, failures: failures.list,
            provenance: MethodProvenance(
              version: Echelle.version, command: CommandLineWords.recorded)))
      }
      try failures.finish()
    }
  }
}
