import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct Approaches: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare the three approaches of the Chinchilla paper on the same runs.",
    discussion: """
      N* ∝ C^a and D* ∝ C^b by the envelope of training curves (1), by IsoFLOP profiles (2) and by the \
      parametric law (3), side by side; where the runs do not allow an approach, the reason. Then why \
      they differ, with the size of what these runs let one measure.

      EXAMPLES
        echelle approaches sweep.csv
        echelle approaches sweep.csv --columns run= --group-by family
        echelle approaches hoffmann2022 --tolerance 0.2 --format json -o approaches.json
      """)

  @Argument(help: "A file of runs, a folder with a dataset.yml, the name of a dataset, or -.")
  var path: String

  @OptionGroup(title: "Envelope options") var curves: CurveArguments
  @OptionGroup(title: "Profile options") var profiles: ProfileArguments
  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    try fitting.resampling.checkIntervals()
    try profiles.check(fitting.resampling)
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      try reading.checkRoles(used: [.run])
      try fitting.checkStarts(of: .chinchilla)
      let comparer = ApproachComparer(
        envelope: curves.fitter(fitting.resampling),
        isoFLOP: profiles.fitter(fitting.resampling),
        parametric: LawFitter(options: fitting.options(), version: Echelle.version))
      var comparisons: [ApproachComparison] = []
      let tables = try reading.options().runs(
        path, by: reading, replicateCount: fitting.options().replicateCount)
      for table in tables {
        comparisons.append(
          try await ProgressLine.showing(table) {
            try await comparer.compare(table, progress: $0)
          })
      }
      try output.write(
        ApproachesReport(
          comparisons,
          provenance: MethodProvenance(
            version: Echelle.version, command: CommandLine.arguments)))
    }
  }
}
