import ArgumentParser
import Reporting
import ScalingLaws
import Tables
import TrainingRuns

struct Fit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a scaling law to training runs, with intervals.",
    discussion: """
      Fits L = E + A/N^alpha + B/D^beta, or any other law by its formula. Several paths, or --group-by, give one fit each and a table \
      with a row a fit; what fails is told at the end.

      EXAMPLES
        echelle fit hoffmann2022
        echelle fit hoffmann2022 --objective lad --starts hoffmann
        echelle fit runs.csv --columns parameters=N_total --drop-highest loss:5
        echelle fit runs.csv --where 'step > 1000 and family == "dense"'
        echelle fit sweep.csv --group-by family
        echelle fit sweep.csv --group-by family --share alpha,beta,E
        echelle fit sweep.csv --law 'E + A / N^alpha + G / width^gamma + B / D^beta'
        echelle fit repeated.csv --law data-constrained
        echelle fit growth.csv --law 'y = b1 * (1 - exp(-b2 * x))' --start b1=500,b2=0.0001
        echelle fit hoffmann2022 --report out
        gzip -dc runs.csv.gz | echelle fit - --format json -o fit.json
      """)

  @Argument(help: "Files of runs, folders with a dataset.yml, names of datasets, or -.")
  var paths: [String]

  @OptionGroup(title: "Law options") var law: LawArguments
  @Option(
    help: ArgumentHelp(
      "Write a report as well: a folder with a page, figures and tables.",
      discussion: "'echelle report' has the options of a report.", valueName: "folder"))
  var report: String?
  @Option(
    help: ArgumentHelp(
      "Fit the groups of --group-by together, with these coefficients in common.",
      discussion: "The others have a value for each group. An empty list shares none.",
      valueName: "name,…"))
  var share: String?

  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    let names = share?.split(separator: ",") ?? []
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw ValidationError("--share names \(name) twice; leave one of them out")
    }
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
              fits.append(try await fitting.fit(job))
            }
          }
        }
      }
      tables.sharedRuns().forEach(Machine.writeNote)
      if !fits.isEmpty {
        if let folder {
          try await folder.write(
            ReportRecord.gathering(
              fits, of: SourceLocation(option: "--report"), compute: nil,
              energy: try EnergyArguments.parse([])),
            threadCount: self.fitting.resampling.options().threadCount)
        }
        try output.write(FitReport(fits: fits, failures: failures.list))
      }
      try failures.finish()
    }
  }
}
