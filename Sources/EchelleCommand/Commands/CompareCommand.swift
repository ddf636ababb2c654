import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct CompareCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare several laws on the same runs.",
    discussion: """
      Fits every law by least absolute deviations, the maximum of a Laplace likelihood whose scale is \
      estimated with the coefficients. Reports AIC, AICc, BIC and Akaike weights; the log-likelihood \
      difference per run from the best law, with a bootstrap interval; and the error of each law on the \
      runs above the 0.7 quantile of C when fitted to those below it. All laws must have the same left side; only \
      rows with the variables of every law are used.

      EXAMPLES
        echelle compare chinchilla kaplan-joint --on hoffmann2022
        echelle compare chinchilla 'E + A / C^alpha' --on runs.csv
        echelle compare --laws chinchilla,kaplan-joint --on sweep.csv -o laws.csv
      """)

  static let mainOptions = [
    "on", "laws", "columns", "where", "drop-highest", "group-by", "bootstrap", "level", "format",
    "output",
  ]

  @Argument(help: ArgumentHelp("Laws, by name or as formulas.", valueName: "law"))
  var operands: [String] = []

  @Option(
    help: ArgumentHelp(
      "Table of runs, folder with a dataset.yml, name of a dataset, or -.", valueName: "path"))
  var on: String?

  @Option(
    help: ArgumentHelp("Further laws, comma-separated (repeatable).", valueName: "law,…"),
    transform: FormulaList.init)
  var laws: [FormulaList] = []

  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try fitting.resampling.checkIntervals(usesSeed: true)
    try OptionConflict.refuseIdle(
      ["--redraw-drops"], because: "all laws are fitted to the same runs")
    try OptionConflict.refuseIdle(
      ["--objective"], because: "a Laplace likelihood is maximised, which is what lad does")
    try OptionConflict.refuseIdle(
      ["--interval"], because: "differences of log-likelihoods have percentiles of resampled runs")
    // Before --on, the runs were the only operand.
    guard on != nil || operands.count == 1 && !laws.isEmpty else {
      throw ValidationError("name the runs with --on, as in --on hoffmann2022")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let fitting = try Fitting(reading: reading, fitting: fitting)
      let named = (on == nil ? [] : operands) + laws.flatMap(\.formulas)
      let (laws, tables) = try fitting.tables(on ?? operands[0], laws: named)
      let comparison = try LawComparison(fitter: fitting.fitter, laws: laws)
      let (results, failures) = try await fitting.each(tables, runs: { $0 }) {
        try await comparison.run($0, progress: $1)
      }
      if !results.isEmpty {
        try output.write(ComparisonReport(results, command: CommandLineWords.recorded))
      }
      try failures.finish()
    }
  }
}
