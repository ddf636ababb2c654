import ScalingLaws
import Tables
import TrainingRuns

/// Reads runs and fits laws to them, one fit a dataset, group or metric.
struct Fitting {
  private let law: LawArguments
  private let reading: ReadingOptions
  private let fitting: FitOptions

  /// One law to be fitted to one table.
  struct Job {
    let runs: RunTable
    let law: ScalingLaw
  }

  init(_ law: LawArguments, _ reading: ReadingArguments, _ fitting: FittingArguments) throws {
    self.law = law
    self.reading = try reading.options()
    self.fitting = fitting.options()
  }

  /// What there is to fit in the runs that `path` names.
  func jobs(_ path: String) throws -> [Job] {
    do {
      let source = try Machine.datasetStore.resolve(path)
      return try jobs(TableReader(path: source.path), source)
    } catch let error as InputError {
      guard path != "-", let document = try DocumentFile(path: path), document.isDocument else {
        throw error
      }
      throw InputError(
        location: SourceLocation(file: path), what: "a JSON document, not a table of runs",
        why: "JSON Lines has one object on each line",
        fix: "rewrite runs with jq -c; a saved fit is for 'echelle predict' and 'echelle plan'")
    }
  }

  /// What there is to fit in a table that is open already.
  func jobs(_ reader: TableReader, path: String) throws -> [Job] {
    try jobs(reader, Machine.datasetStore.resolve(path))
  }

  private func jobs(_ reader: TableReader, _ source: RunSource) throws -> [Job] {
    let law = try law.law(columns: reader.columnNames)
    var options = reading
    let roles: [(ScalingLaw.Variable, ColumnRole)] = [
      (.parameterCount, .parameters), (.tokenCount, .tokens), (.compute, .compute),
    ]
    options.requiredRoles = Set(roles.filter { law.variables.contains($0.0) }.map(\.1))
    options.variables = law.variables.compactMap {
      if case .column(let header) = $0 { header } else { nil }
    }
    options.lossMayBeAnyNumber = !law.needsPositiveResponse
    let metrics = self.law.metric.isEmpty ? [law.responseColumn] : self.law.metric.map { $0 }
    return try metrics.flatMap { metric in
      if let metric { options.columns[.loss] = metric }
      let name = self.law.metric.count > 1 ? "\(source.name) \(metric ?? "")" : source.name
      let table = try RunTable(
        reading: reader, name: name, path: source.path, dataset: source.descriptor,
        options: options)
      return (table.group == nil ? [table] : table.groups()).map { Job(runs: $0, law: law) }
    }
  }

  func fit(_ job: Job) async throws -> FittedLaw {
    let line = ProgressLine(job.runs.printableName)
    defer { line?.clear() }
    var options = fitting
    options.law = job.law
    var fit = try await LawFitter(options: options, version: Echelle.version).fit(job.runs) {
      line?.show($0, of: $1)
    }
    fit.provenance.command = CommandLine.arguments
    return fit
  }
}
