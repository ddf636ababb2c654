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

  @Option(help: "N, the number of parameters (repeatable, lists).")
  var params: [QuantityList]

  @Option(
    help: "D, the number of training tokens (repeatable, lists): one for all, or one for each N.")
  var tokens: [QuantityList]

  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    guard !params.isEmpty, !tokens.isEmpty else {
      throw ValidationError("--params and --tokens are needed, as in --params 7B --tokens 2T")
    }
    let (n, d) = (params.flatMap(\.values).count, tokens.flatMap(\.values).count)
    guard n == d || n == 1 || d == 1 else {
      throw ValidationError(
        "\(n) values of --params and \(d) of --tokens: give as many of both, or one of either")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let fits = try await FitSource(path: fit, reading: reading, fitting: fitting).fits()
      let report = PredictionReport(
        fits.map { fit in
          (fit, models.map { fit.predict(parameterCount: $0, tokenCount: $1) })
        })
      try output.write(report)
    }
  }

  /// N and D of each model; a single value goes with all of the other.
  private var models: [(parameterCount: Double, tokenCount: Double)] {
    let (n, d) = (params.flatMap(\.values), tokens.flatMap(\.values))
    return (0..<max(n.count, d.count)).map { (n[n.count == 1 ? 0 : $0], d[d.count == 1 ? 0 : $0]) }
  }
}
