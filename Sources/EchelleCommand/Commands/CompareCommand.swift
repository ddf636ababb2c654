import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct CompareLawsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare-laws",
    abstract: "Fit several laws to the same runs, and tell which the runs prefer and how surely.",
    discussion: """
      Fits every law by least absolute deviations, which maximises a Laplace likelihood whose scale is \
      estimated with the coefficients, and tells AIC, AICc, BIC and the Akaike weights; the difference \
      in log-likelihood per run from the best law, with the interval of a bootstrap of the runs; and \
      the error of each law beyond the quantile .7 of C when fitted to the runs up to it. Laws are \
      refused that are not of the same quantity; rows are those that have the variables of all laws.

      EXAMPLES
        echelle compare-laws hoffmann2022 --laws chinchilla --laws 'E + A / C^alpha'
        echelle compare-laws runs.csv --laws chinchilla --laws 'E + A / N^alpha + B / D^alpha'
        echelle compare-laws sweep.csv --group-by family --laws chinchilla --laws 'A / C^alpha' -o c.txt
      """)

  @Argument(help: "A file of runs, a folder with a dataset.yml, the name of a dataset, or -.")
  var path: String

  @Option(
    help: ArgumentHelp(
      "A law to compare, by name or as a formula (repeat it for each law).", valueName: "law"))
  var laws: [String] = []

  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    try fitting.resampling.checkIntervals(usesSeed: true)
    try refuseIdle(["--redraw-drops"], "here, where the runs of all laws are the same")
    if fitting.objective != nil {
      throw ValidationError(
        "--objective has no meaning here: a Laplace likelihood is maximised, which is lad")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let fitting = try Fitting(reading: reading, fitting: fitting)
      let (laws, tables) = try fitting.tables(path, laws: laws)
      let comparison = try LawComparison(fitter: fitting.fitter, laws: laws)
      let (results, failures) = try await fitting.each(tables, runs: { $0 }) {
        try await comparison.run($0, progress: $1)
      }
      if !results.isEmpty {
        try output.write(ComparisonReport(results, command: CommandLine.arguments))
      }
      try failures.finish()
    }
  }
}
