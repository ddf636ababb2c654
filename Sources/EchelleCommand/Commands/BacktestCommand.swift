import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct BacktestCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Fit the small runs, predict the large ones, and score the result.",
    discussion: """
      For each cut-off at a quantile of C from 0.5 to 0.9 with at least twice as many runs below it as \
      coefficients: fits the runs up to the cut-off, predicts the runs beyond it, and reports the \
      errors and the coverage of the prediction intervals by distance in decades. The \
      ensemble of laws behind calibrated intervals and two baselines are scored alongside: a power \
      law in C, and the lowest loss so far. --drop-highest applies \
      to the runs up to the cut-off.

      EXAMPLES
        echelle backtest hoffmann2022
        echelle backtest runs.csv --where 'step > 1000' --objective log-squares
        echelle backtest sweep.csv --group-by family -o backtest.csv
      """)

  static let mainOptions = [
    "law", "columns", "where", "drop-highest", "group-by", "objective", "bootstrap", "level",
    "format", "output",
  ]

  @Argument(help: RunsHelp.path)
  var path: String

  @OptionGroup(title: "Law") var law: LawArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Intervals") var calibration: CalibrationArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try fitting.resampling.checkIntervals(usesSeed: true)
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let fitting = try Fitting(law, reading: reading, fitting: fitting)
      let (results, failures) = try await fitting.eachGroup(path) { runs, fitter, progress in
        try await Rollout(fitter: fitter, hasEnsemble: !calibration.noDiscrepancy)
          .run(runs, progress: progress)
      }
      if !results.isEmpty {
        try output.write(RolloutReport(results, command: CommandLineWords.recorded))
      }
      try failures.finish()
    }
  }
}
