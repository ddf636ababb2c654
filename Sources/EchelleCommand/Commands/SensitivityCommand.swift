import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct SensitivityCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Refit under every defensible choice to see how the answer moves.",
    discussion: """
      A multiverse analysis. Refits with each objective (huber with δ of 1e-4, 1e-3 and 1e-2, lad, \
      log-squares, squares and that of --objective), each treatment of outliers (drop none; \
      drop what the dataset and --drop-highest drop; drop the five highest losses; drop residuals \
      beyond five median absolute deviations) and, where the runs have both total and non-embedding \
      parameters, either of them as N.

      Reports the exponent a and, at one budget, N*, D*/N* and L, and warns if they leave the \
      interval of the reference fit.

      EXAMPLES
        echelle sensitivity hoffmann2022 --compute 5.76e23
        echelle sensitivity runs.csv --columns parameters=N --where 'portion > 0.9'
        echelle sensitivity sweep.csv --group-by family -o sensitivity.csv
      """)

  static let mainOptions = [
    "compute", "columns", "where", "drop-highest", "group-by", "objective", "bootstrap", "level",
    "format", "output",
  ]

  @Argument(help: RunsHelp.path)
  var path: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Budget at which N*, D*/N* and L are compared. (default: ten times the largest run)",
      valueName: "flop"),
    transform: QuantityList.init)
  var compute: QuantityList?

  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try fitting.resampling.checkIntervals()
    if let compute, compute.values.count > 1 {
      throw ValidationError("--compute takes one budget, such as 5.76e23")
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
        try output.write(MultiverseReport(results, command: CommandLineWords.recorded))
      }
      try failures.finish()
    }
  }
}
