import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct IsoFLOP: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "isoflop",
    abstract: "Find the best model of each compute budget, and how it grows with compute.",
    discussion: """
      Approach 2 of the Chinchilla paper: runs are divided into compute budgets; in each, a polynomial \
      in log N is fitted to the losses, whose minimum is N*. Power laws N* ∝ C^a and D* ∝ C^b go through \
      the minima. A budget whose curve has no minimum between its models is refused with the reason. \
      The parabola stands beside the cubic, since the choice between them changes the answer.

      With --optima, the rows are optima that were found elsewhere, one a budget.

      EXAMPLES
        echelle isoflop sweep.csv
        echelle isoflop sweep.csv --group-by family --tolerance 0.05 --format json -o isoflop.json
        echelle isoflop sweep.csv --degree 2 --weighted
        echelle isoflop optima.csv --optima --standard-errors n_star_std --group-by family
      """)

  @Argument(help: "A file of runs, a folder with a dataset.yml, the name of a dataset, or -.")
  var path: String

  @OptionGroup(title: "Profile options") var profiles: ProfileArguments

  @Flag(help: "The rows are optima: their N, D and C go into the power laws as they are.")
  var optima = false

  @Option(
    name: .customLong("standard-errors"),
    help: ArgumentHelp(
      "With --optima, the column of standard errors σ of log N*; the power laws are then also fitted "
        + "with weights 1/σ².",
      valueName: "column"))
  var standardErrors: String?

  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Interval options") var resampling: ResamplingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    try resampling.checkIntervals()
    try profiles.check(resampling)
    guard standardErrors == nil || optima else {
      throw ValidationError("--standard-errors goes with --optima; with runs, use --weighted")
    }
    guard !optima || profiles.given.isEmpty else {
      throw ValidationError(
        "\(profiles.given[0]) has no effect with --optima, where no profile is fitted")
    }
    guard standardErrors == nil || reading.weights == nil else {
      throw ValidationError("--standard-errors and --weights both say how optima are weighted")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      try reading.checkRoles(used: [])
      var options = try reading.options()
      if let standardErrors { options.columns[.weight] = standardErrors }
      let runs = try options.runs(
        path, by: reading, replicateCount: resampling.options().replicateCount)
      let provenance = MethodProvenance(
        version: Echelle.version, command: CommandLine.arguments)
      if optima {
        try await fitOptima(runs, provenance)
      } else {
        try await fitProfiles(runs, provenance)
      }
    }
  }

  private func fitProfiles(_ runs: [RunTable], _ provenance: MethodProvenance) async throws {
    var fits: [IsoFLOPFit] = []
    for table in runs {
      fits.append(
        try await ProgressLine.showing(table) {
          try await profiles.fitter(resampling).fit(table, progress: $0)
        })
    }
    try output.write(IsoFLOPReport(fits, provenance: provenance))
  }

  private func fitOptima(_ runs: [RunTable], _ provenance: MethodProvenance) async throws {
    var failures = FailureList(isAlone: runs.count == 1)
    let fitter = OptimaFitter(options: resampling.options())
    var fits: [OptimaFit] = []
    for table in runs {
      try await failures.collecting(table.name) {
        fits.append(try fitter.fit(table, standardErrors: standardErrors != nil))
      }
    }
    if !fits.isEmpty {
      try output.write(OptimaReport(fits, failures: failures.list, provenance: provenance))
    }
    try failures.finish()
  }
}
