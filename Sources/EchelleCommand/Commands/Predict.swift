import ArgumentParser
import Reporting
import ScalingLaws

struct Predict: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict the loss of a model.",
    discussion: """
      Gives the confidence interval of the fitted curve, and the wider prediction interval in \
      which a single new run should land.

      EXAMPLES
        echelle predict fit.json --params 7B --tokens 2T
        echelle predict hoffmann2022 --params 1B,7B,70B --tokens 1.4T
        echelle predict fit.json --params 7B,13B --tokens 1T,2T -o losses.csv
      """)

  static let mainOptions = [
    "params", "tokens", "at", "law", "columns", "where", "group-by", "level", "format", "output",
  ]

  @Argument(help: RunsHelp.fit)
  var fit: String

  @OptionGroup(title: "Model") var model: ModelArguments
  @OptionGroup(title: "Law") var law: LawArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Output") var output: OutputArguments

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
