import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct IsoFLOP: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "isoflop",
    abstract: "Find the best model size at each compute budget (Approach 2).",
    discussion: """
      Approach 2 of the Chinchilla paper: runs are grouped by compute budget; in each group a \
      polynomial in log N is fitted to the losses, and its minimum is N*. Power laws N* ∝ C^a and \
      D* ∝ C^b are fitted through the minima. A budget whose curve has no minimum between its \
      models is rejected with the reason. Parabola and cubic are both reported, since the choice \
      changes the answer.

      With --optima, each row is an optimum found elsewhere, one per budget.

      EXAMPLES
        echelle isoflop sweep.csv
        echelle isoflop sweep.csv --group-by family --tolerance 0.05 -o isoflop.json
        echelle isoflop sweep.csv --degree 2 --weighted
        echelle isoflop optima.csv --optima --standard-errors n_star_std
      """)

  static let mainOptions = [
    "tolerance", "degree", "weighted", "optima", "columns", "where", "group-by", "level", "format",
    "output",
  ]

  @Argument(help: RunsHelp.path)
  var path: String

  @OptionGroup(title: "Profiles") var profiles: ProfileArguments

  @Flag(help: "Each row is an optimum: fit the power laws through its N, D and C as they are.")
  var optima = false

  @Option(
    name: .customLong("standard-errors"),
    help: ArgumentHelp(
      "With --optima: column of standard errors σ of log N*; adds a fit with weights 1/σ².",
      valueName: "column"))
  var standardErrors: String?

  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup(title: "Intervals") var resampling: ResamplingArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try resampling.checkIntervals()
    try profiles.check(resampling)
    try OptionConflict.require(
      "--optima; for runs, use --weighted", optima, for: ["--standard-errors"])
    try OptionConflict.refuse(
      ProfileArguments.names, with: ["--optima"], because: "no profile is fitted to optima")
    try OptionConflict.refuse(
      ["--standard-errors"], with: ["--weights"], because: "both weight the optima")
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
        version: Echelle.version, command: CommandLineWords.recorded)
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
