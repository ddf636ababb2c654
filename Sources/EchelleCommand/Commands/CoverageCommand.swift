public import ArgumentParser
import Reporting
import ScalingLaws
public import Studies
import TrainingRuns

struct CoverageCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Simulate how often the intervals contain the truth on your design.",
    discussion: """
      Fits the law, takes it as the truth, and simulates runs at the same N and D with new noise. Each \
      simulated set is fitted as the runs are. Reports, for each method of intervals, how often they \
      contain the true coefficients, exponents, and N* and L at a budget, and how wide they are \
      relative to an interval from the true covariance. With --truth another law is true: intervals \
      then show what the wrong law costs. Each fit has 1000 replicates unless --bootstrap says \
      otherwise.

      EXAMPLES
        echelle coverage hoffmann2022 --sets 20 --bootstrap 200
        echelle coverage runs.csv --objective huber:auto --compute 1e25
        echelle coverage runs.csv --noise t3 --sigma 0.005 -o coverage.csv
        echelle coverage runs.csv --interval wald \\
          --truth 'E + (A/N^alpha + B/D^beta)^k'
      """)

  static let mainOptions = [
    "truth", "noise", "sigma", "sets", "compute", "interval", "objective", "law", "format",
    "output",
  ]

  @Argument(help: RunsHelp.path)
  var path: String

  @Option(
    help: ArgumentHelp(
      "Law that is true, by name or as a formula; its coefficients are fitted to the runs. "
        + "(default: the fitted law)", valueName: "law"))
  var truth: String?

  @Option(
    help: ArgumentHelp(
      "Distribution of the noise. (default: gaussian)",
      discussion: """
        heteroscedastic: normal, four times as large at the highest loss as at the lowest. residuals: \
        drawn from those of the fit.
        """,
      valueName: "noise"))
  var noise: CoverageNoise?

  @Option(
    help: ArgumentHelp(
      "Standard deviation of the noise in log L, or in L for an objective in levels. (default: a robust "
        + "one of the residuals)", valueName: "sigma"))
  var sigma: Double?

  @Option(help: ArgumentHelp("Number of simulated sets. (default: 200)", valueName: "count"))
  var sets: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Budget of N* and L. (default: ten times the largest run)", valueName: "flop"),
    transform: QuantityList.init)
  var compute: QuantityList?

  @OptionGroup(title: "Law") var law: LawArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    if fitting.resampling.bootstrap == 0 {
      throw ValidationError(
        "--bootstrap needs at least 2 replicates: coverage is that of intervals")
    }
    if let sigma, !(sigma > 0 && sigma.isFinite) {
      throw ValidationError("--sigma needs a positive number, such as 0.005")
    }
    if let sets, !(1...1_000_000).contains(sets) {
      throw ValidationError("--sets needs 1 to 1000000 sets")
    }
    if let compute, compute.values.count > 1 {
      throw ValidationError("--compute takes one budget, such as 5.76e23")
    }
    try OptionConflict.refuseIdle(
      ["--redraw-drops"], because: "simulated sets have the runs that are left after the drops")
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      if let truth { try LawArguments.checkName(truth, option: "--truth") }
      let fitting = try Fitting(law, reading: reading, fitting: fitting)
      let (results, failures) = try await fitting.eachGroup(path) { runs, fitter, progress in
        try await study(fitter).run(runs, progress: progress)
      }
      if !results.isEmpty {
        try output.write(CoverageReport(results, command: CommandLineWords.recorded))
      }
      try failures.finish()
    }
  }

  private func study(_ fitter: LawFitter) throws -> CoverageStudy {
    var study = CoverageStudy(fitter: fitter)
    if fitting.resampling.bootstrap == nil { study.fitter.options.replicateCount = 1000 }
    if let sets { study.setCount = sets }
    if let noise { study.noise = noise }
    study.sigma = sigma
    study.compute = compute?.values.first
    if let interval = fitting.intervals.interval { study.methods = [interval] }
    study.truth = try truth.map { try LawArguments.law($0, columns: [], option: "--truth") }
    return study
  }
}

extension CoverageNoise: ExpressibleByArgument {}
