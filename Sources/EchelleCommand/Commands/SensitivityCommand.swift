import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct MultiverseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "multiverse",
    abstract: "Fit in every defensible way, and see how much the choice matters.",
    discussion: """
      Fits with each objective (huber with δ of 1e-4, 1e-3 and 1e-2, lad, log-squares, squares, and \
      that of --objective), each treatment of outliers (none out, as the dataset and --drop-highest \
      say, the five highest losses out, |residual| above five median absolute deviations out) and, \
      where the runs have columns of total and of non-embedding parameters, each N. Tells a and, at a \
      budget, N*, D*/N* and L, and warns where they move beyond the interval of the reference: the fit \
      with --objective and the outliers as the dataset says.

      EXAMPLES
        echelle multiverse hoffmann2022 --compute 5.76e23
        echelle multiverse runs.csv --columns parameters=N --where 'portion > 0.9'
        echelle multiverse sweep.csv --group-by family --format csv -o multiverse.csv
      """)

  @Argument(help: "A file of runs, a folder with a dataset.yml, the name of a dataset, or -.")
  var path: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The budget at which N*, D*/N* and L are compared; else ten times that of the largest run.",
      valueName: "flop"),
    transform: QuantityList.init)
  var compute: QuantityList?

  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    try fitting.resampling.checkIntervals()
    if let compute, compute.values.count > 1 {
      throw ValidationError("--compute needs one budget, such as 5.76e23")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let fitting = try Fitting(reading: reading, fitting: fitting)
      let (results, failures) = try await fitting.eachGroup(path) { runs, fitter, progress in
        try await Multiverse(fitter: fitter, compute: compute?.values.first)
          .explore(runs, progress: progress)
      }
      if !results.isEmpty {
        try output.write(MultiverseReport(results, command: CommandLine.arguments))
      }
      try failures.finish()
    }
  }
}
