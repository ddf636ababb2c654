import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct RolloutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollout",
    abstract: "Fit to the runs of little compute, and see how well those of more are predicted.",
    discussion: """
      For each cut-off at the quantiles .5 to .9 of C that leaves at least twice as many runs as \
      coefficients: fits the runs up to it, predicts those beyond it, and tells the errors and how \
      often the prediction intervals hold the loss, by decades beyond the cut-off. Beside the law \
      stand a power law in C alone and the lowest loss so far. Rules that drop the highest rows are \
      applied to the runs up to the cut-off.

      EXAMPLES
        echelle rollout hoffmann2022
        echelle rollout runs.csv --where 'step > 1000' --objective log-squares
        echelle rollout sweep.csv --group-by family --format csv -o rollout.csv
      """)

  @Argument(help: "A file of runs, a folder with a dataset.yml, the name of a dataset, or -.")
  var path: String

  @OptionGroup(title: "Law options") var law: LawArguments
  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    try fitting.resampling.checkIntervals(usesSeed: true)
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let fitting = try Fitting(law, reading: reading, fitting: fitting)
      let (results, failures) = try await fitting.eachGroup(path) { runs, fitter, progress in
        try await Rollout(fitter: fitter).run(runs, progress: progress)
      }
      if !results.isEmpty {
        try output.write(RolloutReport(results, command: CommandLine.arguments))
      }
      try failures.finish()
    }
  }
}
