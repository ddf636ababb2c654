import Diagnostics
import ScalingLaws
import Tables
import TrainingRuns

/// Reads runs and fits laws to them, one fit per dataset, group or metric.
struct Fitting {
  private let law: LawArguments?
  private let reading: ReadingOptions
  private let fitting: FitOptions
  private let readingArguments: ReadingArguments
  private let fittingArguments: FittingArguments
  private let isOnlyTable: Bool

  /// One law to be fitted to one table.
  struct Job {
    let runs: RunTable
    let law: ScalingLaw

    /// What the law predicts.
    var quantity: PredictedQuantity {
      PredictedQuantity(law: law, metric: runs.metric, unit: runs.lossUnit)
    }
  }

  /// Checks the options as far as possible before a table is read.
  ///
  /// - Parameters:
  ///   - law: The law; `nil` for Chinchilla's.
  ///   - reading: How the runs are read.
  ///   - fitting: How the law is fitted.
  ///   - roles: Which of run, family and step the result shows.
  ///   - isOnlyTable: Whether options without effect on a table are refused: with several tables they may
  ///     be meant for others.
  /// - Throws: `Diagnostic` where an option cannot be read or has no effect.
  init(
    _ law: LawArguments? = nil, reading: ReadingArguments, fitting: FittingArguments,
    showing roles: Set<ColumnRole> = [], isOnlyTable: Bool = true
  ) throws {
    let resamplesRuns =
      fitting.options().replicateCount > 0 && [.automatic, .runs].contains(fitting.units.unit)
    try reading.checkRoles(used: resamplesRuns ? roles.union([.run]) : roles)
    try fitting.units.check(replicateCount: fitting.options().replicateCount)
    self.law = law
    var options = try reading.options()
    options.resampling = fitting.units.unit
    self.reading = options
    self.fitting = fitting.options()
    readingArguments = reading
    fittingArguments = fitting
    self.isOnlyTable = isOnlyTable
    if fitting.intervals.interval == .wald {
      try OptionConflict.refuse(
        ["--redraw-drops"], with: ["--interval"], because: "wald draws no runs again")
    }
    _ = try law?.declarations()
    if law?.startRanges.isEmpty == false {
      try OptionConflict.refuse(
        ["--start-range"], with: ["--start", "--starts"], because: "both give the starting points")
    }
  }

  /// The fits to make of the runs that `path` names.
  func jobs(_ path: String) throws -> [Job] {
    try opening(path) { try jobs($0, $1) }
  }

  /// The fits to make of the runs that `path` names, with groups left together.
  func ungroupedJobs(_ path: String) throws -> [Job] {
    try opening(path) { try ungroupedJobs($0, $1) }
  }

  /// The fits to make of a table that may be open already, with its groups separate or together.
  func jobs(_ path: String, reader: TableReader?, areGrouped: Bool) throws -> [Job] {
    guard let reader else { return try areGrouped ? jobs(path) : ungroupedJobs(path) }
    let source = try Machine.datasetStore.resolve(path)
    return try areGrouped ? jobs(reader, source) : ungroupedJobs(reader, source)
  }

  /// The laws written in `texts`, and the runs that `path` names with the variables of all of them, by
  /// group.
  func tables(
    _ path: String, laws texts: [String]
  ) throws -> (laws: [ScalingLaw], tables: [RunTable]) {
    try opening(path) { reader, source in
      let columns = reading.symbols(besides: reader.columnNames)
      let laws = try texts.map {
        try LawArguments.law($0, columns: columns, option: "--laws")
      }
      try laws.forEach(fittingArguments.checkStarts)
      let table = try table(reader, source, laws: laws, metric: nil, name: source.name)
      return (laws, table.groups())
    }
  }

  /// Does `work` with the table that `path` names.
  private func opening<Value>(
    _ path: String, _ work: (TableReader, RunSource) throws -> Value
  ) throws -> Value {
    try DocumentFile.refusing(path) {
      let source = try Machine.datasetStore.resolve(path)
      return try work(TableReader(path: source.path), source)
    }
  }

  private func jobs(_ reader: TableReader, _ source: RunSource) throws -> [Job] {
    try ungroupedJobs(reader, source).flatMap { job in
      try fittingArguments.checkStarts(of: job.law)
      return job.runs.groups().map { Job(runs: $0, law: job.law) }
    }
  }

  private func ungroupedJobs(_ reader: TableReader, _ source: RunSource) throws -> [Job] {
    let law =
      try self.law?.law(columns: reading.symbols(besides: reader.columnNames))
      ?? .chinchilla
    let asked = self.law?.metric ?? []
    if !asked.isEmpty, let header = reading.columns[.loss], !law.variables.contains(.loss) {
      throw Diagnostic(
        origin: Origin(option: "--columns"),
        what: "loss=\(header) has no effect with --metric",
        why: "--metric names the column to fit", fix: "leave out one of the two")
    }
    let metrics = asked.isEmpty ? [nil] : asked.map { $0 }
    return try metrics.map { metric in
      let name = asked.count > 1 ? "\(source.name) \(metric ?? "")" : source.name
      return Job(
        runs: try table(reader, source, laws: [law], metric: metric, name: name), law: law)
    }
  }

  /// The runs, with the variables of all `laws`.
  private func table(
    _ reader: TableReader, _ source: RunSource, laws: [ScalingLaw], metric: String?, name: String
  ) throws -> RunTable {
    var options = reading
    try options.require(laws, metric: metric)
    let table = try RunTable(
      reading: reader, name: name, path: source.path, dataset: source.descriptor,
      unapplied: source.unappliedDescriptor, options: options)
    Machine.warn(of: table)
    for law in laws { try fittingArguments.checkObjective(of: law, on: table) }
    if isOnlyTable {
      try readingArguments.checkEffect(
        on: table, described: source.descriptor, replicateCount: fitting.replicateCount)
    }
    return table
  }

  /// Fits the law to the groups of a job together.
  func fit(_ job: Job, sharing shared: [String]) async throws -> [FittedLaw] {
    let fits = try await ProgressLine.showing(job.runs) {
      try await fitter(of: job).fit(groupsOf: job.runs, sharing: shared, progress: $0)
    }
    return fits.map { fit in
      var fit = fit
      fit.provenance.command = CommandLineWords.recorded
      return fit
    }
  }

  func fit(_ job: Job) async throws -> FittedLaw {
    var fit = try await ProgressLine.showing(job.runs) {
      try await fitter(of: job).fit(job.runs, progress: $0)
    }
    fit.provenance.command = CommandLineWords.recorded
    return fit
  }

  /// Does `work` with the runs that `path` names, or with each group of them; failures are recorded, unless
  /// there is only one group.
  func eachGroup<Result>(
    _ path: String, _ work: (RunTable, LawFitter, FitProgress?) async throws -> Result
  ) async throws -> (results: [Result], failures: FailureList) {
    try await each(jobs(path), runs: \.runs) { try await work($0.runs, fitter(of: $0), $1) }
  }

  /// Does `work` with each of `items`, which are about `runs`; failures are recorded, unless there is only
  /// one item.
  func each<Item, Result>(
    _ items: [Item], runs: (Item) -> RunTable,
    _ work: (Item, FitProgress?) async throws -> Result
  ) async throws -> (results: [Result], failures: FailureList) {
    var failures = FailureList(isAlone: items.count == 1)
    var results: [Result] = []
    for item in items {
      try await failures.collecting(runs(item).name) {
        results.append(try await ProgressLine.showing(runs(item)) { try await work(item, $0) })
      }
    }
    return (results, failures)
  }

  /// The fitter with the given options and Chinchilla's law.
  var fitter: LawFitter { LawFitter(options: fitting, version: Echelle.version) }

  private func fitter(of job: Job) -> LawFitter {
    var fitter = fitter
    fitter.options.law = job.law
    return fitter
  }
}
