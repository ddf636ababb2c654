import ArgumentParser
import Diagnostics
import Reporting
import ScalingLaws
import TrainingRuns

struct Fit: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a scaling law to training runs.",
    discussion: """
      Fits L = E + A/N^alpha + B/D^beta, a law of 'echelle laws list' or your own formula, with \
      bootstrap intervals. Several paths, or --group-by, give one fit each and a table with a row \
      per fit; failures are listed at the end.

      EXAMPLES
        echelle fit hoffmann2022
        echelle fit runs.csv --columns parameters=N_total --drop-highest loss:5
        echelle fit runs.csv --where 'step > 1000 and family == "dense"'
        echelle fit sweep.csv --group-by family --share alpha,beta,E
        echelle fit sweep.csv \\
          --law 'E + A / N^alpha + G / width^gamma + B / D^beta' -o fit.json
      """)

  static let mainOptions = [
    "law", "columns", "where", "drop-highest", "group-by", "objective", "level", "report",
    "format", "output",
  ]

  @Argument(help: RunsHelp.paths)
  var paths: [String]

  @OptionGroup(title: "Law") var law: LawArguments

  @Option(
    help: ArgumentHelp(
      "Also write a report: a folder with a page, figures and tables.",
      discussion: "'echelle report' has more options.", valueName: "folder"))
  var report: String?

  @Option(
    help: ArgumentHelp(
      "Fit the groups of --group-by jointly, with these coefficients shared.",
      discussion: "Every other coefficient has a value per group. An empty list shares none.",
      valueName: "name,…"))
  var share: String?

  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Intervals") var calibration: CalibrationArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try SharingArguments.check(share)
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check(forcing: report != nil)
      let folder = report.map { OutputFolder(path: $0, replacesExisting: output.force) }
      try folder?.check()
      let fitting = try Fitting(
        law, reading: reading, fitting: fitting,
        showing: output.format() == .json || report != nil ? [.run, .family, .step] : [],
        isOnlyTable: paths.count == 1)
      var failures = FailureList(isAlone: paths.count == 1)
      var fits: [FittedLaw] = []
      var tables: [RunTable] = []
      for path in paths {
        var jobs: [Fitting.Job] = []
        try await failures.collecting(path) {
          jobs = try share == nil ? fitting.jobs(path) : fitting.ungroupedJobs(path)
        }
        failures.isAlone = failures.isAlone && jobs.count == 1
        tables += jobs.map(\.runs)
        for job in jobs {
          try await failures.collecting(job.runs.name) {
            if let share {
              fits += try await fitting.fit(
                job, sharing: share.split(separator: ",").map(String.init))
            } else {
              fits.append(try await calibration.tested(try await fitting.fit(job), self.fitting))
            }
          }
        }
      }
      tables.sharedRuns().forEach(Machine.writeNote)
      if !fits.isEmpty {
        if let folder {
          try await folder.write(
            ReportRecord.gathering(
              fits, of: Origin(option: "--report"), compute: nil,
              energy: try EnergyArguments.parse([])),
            threadCount: self.fitting.resampling.options().threadCount)
        }
        try output.write(FitReport(fits: fits, failures: failures.list))
      }
      try failures.finish()
    }
  }
}
