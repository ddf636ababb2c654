import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct Approaches: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "approaches",
    abstract: "Compare the three Chinchilla approaches side by side.",
    discussion: """
      Estimates N* ∝ C^a and D* ∝ C^b from the envelope of training curves (1), from IsoFLOP \
      profiles (2) and from the parametric law (3), or explains why the runs do not allow an \
      estimate. Then shows why they differ, with the size of each effect that these runs can measure.

      EXAMPLES
        echelle approaches sweep.csv
        echelle approaches sweep.csv --columns run= --group-by family
        echelle approaches hoffmann2022 --tolerance 0.2 -o approaches.json
      """)

  static let mainOptions = [
    "tolerance", "smoothing", "columns", "where", "drop-highest", "group-by", "objective", "level",
    "format", "output",
  ]

  @Argument(help: RunsHelp.path)
  var path: String

  @OptionGroup(title: "Envelope") var curves: CurveArguments
  @OptionGroup(title: "Profiles") var profiles: ProfileArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Output") var output: OutputArguments

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
      try fitting.units.check(replicateCount: fitting.options().replicateCount)
      var options = try reading.options()
      options.resampling = fitting.units.unit
      let tables = try options.runs(
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
            version: Echelle.version, command: CommandLineWords.recorded)))
    }
  }
}
