import ScalingLaws
import Tables
import TrainingRuns

/// Reads runs and fits laws to them, one fit a dataset, group or metric.
struct Fitting {
  private let law: LawArguments?
  private let reading: ReadingOptions
  private let fitting: FitOptions

  /// One law to be fitted to one table.
  struct Job {
    let runs: RunTable
    let law: ScalingLaw
  }

  /// Without `law`, the law is Chinchilla's.
  init(
    _ law: LawArguments? = nil, reading: ReadingArguments, fitting: FittingArguments
  ) throws {
    self.law = law
    self.reading = try reading.options()
    self.fitting = fitting.options()
  }

  /// What there is to fit in the runs that `path` names.
  func jobs(_ path: String) throws -> [Job] {
    try DocumentFile.refusing(path) {
      let source = try Machine.datasetStore.resolve(path)
      return try jobs(TableReader(path: source.path), source)
    }
  }

  /// What there is to fit in a table that is open already.
  func jobs(_ reader: TableReader, path: String) throws -> [Job] {
    try jobs(reader, Machine.datasetStore.resolve(path))
  }

  private func jobs(_ reader: TableReader, _ source: RunSource) throws -> [Job] {
    let law = try self.law?.law(columns: reader.columnNames) ?? .chinchilla
    var options = reading
    options.require(law)
    let asked = self.law?.metric ?? []
    let metrics = asked.isEmpty ? [law.responseColumn] : asked.map { $0 }
    return try metrics.flatMap { metric in
      if let metric { options.columns[.loss] = metric }
      let name = asked.count > 1 ? "\(source.name) \(metric ?? "")" : source.name
      let table = try RunTable(
        reading: reader, name: name, path: source.path, dataset: source.descriptor,
        options: options)
      return (table.group == nil ? [table] : table.groups()).map { Job(runs: $0, law: law) }
    }
  }

  func fit(_ job: Job) async throws -> FittedLaw {
    var fit = try await ProgressLine.showing(job.runs) {
      try await fitter(of: job).fit(job.runs, progress: $0)
    }
    fit.provenance.command = CommandLine.arguments
    return fit
  }

  /// Does `work` with the runs that `path` names, or with each group of them; what fails is noted,
  /// unless it is the only one.
  func eachGroup<Result>(
    _ path: String, _ work: (RunTable, LawFitter, FitProgress?) async throws -> Result
  ) async throws -> (results: [Result], failures: FailureList) {
    let jobs = try jobs(path)
    var failures = FailureList(isAlone: jobs.count == 1)
    var results: [Result] = []
    for job in jobs {
      try await failures.collecting(job.runs.name) {
        results.append(
          try await ProgressLine.showing(job.runs) {
            try await work(job.runs, fitter(of: job), $0)
          })
      }
    }
    return (results, failures)
  }

  private func fitter(of job: Job) -> LawFitter {
    var options = fitting
    options.law = job.law
    return LawFitter(options: options, version: Echelle.version)
  }
}
