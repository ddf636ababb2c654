import ArgumentParser
import Reporting
import ScalingLaws

struct Predict: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict the loss of models from a fitted law.",
    discussion: """
      Gives the confidence interval of the law's curve, and the wider prediction interval in which the \
      loss of a single new run is expected.

      EXAMPLES
        echelle predict fit.json --params 7B --tokens 2T
        echelle predict hoffmann2022 --params 1B,7B,70B --tokens 1.4T
        echelle predict fit.json --params 7B,13B --tokens 1T,2T --format csv
      """)

  @Argument(help: "A file written by 'echelle fit --format json', or runs to fit first.")
  var fit: String

  @OptionGroup(title: "Model options") var model: ModelArguments
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
      let models = try model.models()
      let fits = try await FitSource(path: fit, law: law, reading: reading, fitting: fitting).fits()
      let report = PredictionReport(
        try fits.map { fit in
          for model in models { try ModelArguments.check(model, for: fit) }
          return (fit, models.map { fit.predict(at: $0) })
        })
      try output.write(report)
    }
  }
}
