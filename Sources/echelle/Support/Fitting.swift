import ScalingLaws
import Tables
import TrainingRuns

/// Reads runs and fits them, one fit a dataset or group.
struct Fitting {
  let reading: ReadingOptions
  let fitting: FitOptions

  init(_ reading: ReadingArguments, _ fitting: FittingArguments) throws {
    self.reading = try reading.options()
    self.fitting = fitting.options()
  }

  /// The runs that `path` names, divided into groups where that is asked for.
  func runs(_ path: String) throws -> [RunTable] {
    do {
      return try runs(RunTable(reading: Machine.datasetStore.resolve(path), options: reading))
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

  /// The runs of a table that is open already.
  func runs(_ reader: TableReader, path: String) throws -> [RunTable] {
    let source = try Machine.datasetStore.resolve(path)
    return try runs(
      RunTable(reading: reader, name: source.name, path: path, options: reading))
  }

  private func runs(_ table: RunTable) -> [RunTable] {
    table.group == nil ? [table] : table.groups()
  }

  func fit(_ runs: RunTable) async throws -> FittedLaw {
    var fit = try await withProgress(runs.printableName) {
      try await fitter.fit(runs, progress: $0)
    }
    fit.provenance.command = CommandLine.arguments
    return fit
  }

  /// Does `work` with the runs that `path` names, or with each group of them; what fails is noted,
  /// unless it is the only one.
  func eachGroup<Result>(
    _ path: String, _ work: (RunTable, LawFitter, @escaping FitProgress) async throws -> Result
  ) async throws -> (results: [Result], failures: FailureList) {
    let groups = try runs(path)
    var failures = FailureList(isAlone: groups.count == 1)
    var results: [Result] = []
    for group in groups {
      try await failures.collecting(group.name) {
        results.append(
          try await withProgress(group.printableName) { try await work(group, fitter, $0) })
      }
    }
    return (results, failures)
  }

  private var fitter: LawFitter { LawFitter(options: fitting, version: Echelle.version) }

  /// Does `work` while a line tells how far it is.
  private func withProgress<Result>(
    _ name: String, _ work: (@escaping FitProgress) async throws -> Result
  ) async throws -> Result {
    let line = ProgressLine(name)
    defer { line?.clear() }
    return try await work { line?.show($0, of: $1) }
  }
}
