import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct Envelope: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the best model at each compute from training curves.",
    discussion: """
      Approach 1 of the Chinchilla paper: the lowest loss over all training curves at each compute \
      gives N* and D*, and power laws N* ∝ C^a and D* ∝ C^b go through them. A value of C counts where \
      models smaller and larger than the best one have checkpoints on both sides of it.

      The table has several rows a run. A column named run, run_id, run_name or the like tells runs \
      apart, else --columns run=HEADER; without one, or with --columns run=, the rows of the same N are \
      one curve.

      EXAMPLES
        echelle envelope checkpoints.jsonl
        echelle envelope checkpoints.csv --columns run=experiment --smoothing 0.05
        echelle envelope sweep.csv --columns run= --format json -o envelope.json
      """)

  @Argument(help: "A file of runs, a folder with a dataset.yml, the name of a dataset, or -.")
  var path: String

  @OptionGroup(title: "Envelope options") var curves: CurveArguments
  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Interval options") var resampling: ResamplingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    try resampling.checkIntervals()
    try refuseIdle(["--redraw-drops"], "here, where curves are drawn, not rows")
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
              version: Echelle.version, command: CommandLine.arguments)))
      }
      try failures.finish()
    }
  }
}
