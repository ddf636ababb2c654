import ArgumentParser
import Documents
import Inference
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
        echelle predict fit.json --params 7B --tokens 2T --quantiles 0.05,0.5,0.95
        echelle predict sweep.csv --group-by family --share E,alpha --group dense \\
          --params 7B --tokens 2T
        printf 'N,D\\n7B,2T\\n' | echelle predict hoffmann2022 --points -
      """)

  static let mainOptions = [
    "params", "tokens", "at", "points", "quantiles", "law", "where", "group-by", "format",
    "output",
  ]

  @Argument(help: RunsHelp.fit)
  var fit: String

  @OptionGroup(title: "Model") var model: ModelArguments

  @Option(
    help: ArgumentHelp(
      "Table with a row for each model, or - for standard input.",
      discussion: """
        Its columns are named as the law's variables, or as those of runs: N or params, D or tokens, \
        C or flops. All other columns are carried into CSV and JSON.
        """,
      valueName: "file"))
  var points: String?

  @Option(
    help: ArgumentHelp(
      "Quantiles of the curve and of a new run, as in 0.05,0.5,0.95.", valueName: "p,…"),
    transform: QuantileList.init)
  var quantiles: QuantileList?

  @OptionGroup(title: "Law") var law: LawArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup(title: "Groups") var sharing: SharingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Intervals") var calibration: CalibrationArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try fitting.resampling.checkIntervals(usesSeed: true)
    guard let points else { return try model.require(orTable: true) }
    try OptionConflict.refuse(
      ["--params", "--tokens", "--at"], with: ["--points"], because: "the table has the models")
    if points == "-", fit == "-" {
      throw ValidationError(
        "--points - cannot be combined with runs from standard input; put one of them in a file")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let points = try PointSource(model, table: points)
      let source = FitSource(
        path: fit, law: law, reading: reading, fitting: fitting, sharing: sharing,
        checking: { job in
          try points.check(job.law)
          try quantiles?.check(fitting)
        })
      var results: [PredictedPoints] = []
      for fit in try await source.fits() {
        results.append(
          try await points.predictions(
            of: calibration.analysed(fit, fitting), quantiles: quantiles?.probabilities ?? [],
            threadCount: fitting.resampling.options().threadCount))
      }
      try output.write(PredictionReport(results))
    }
  }
}
