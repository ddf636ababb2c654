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
    try runs(RunTable(reading: Machine.datasetStore.resolve(path), options: reading))
  }

  /// The runs of a table that is open already.
  func runs(_ reader: TableReader, path: String) throws -> [RunTable] {
    try runs(RunTable(reading: reader, name: reader.name, path: path, options: reading))
  }

  private func runs(_ table: RunTable) -> [RunTable] {
    table.group == nil ? [table] : table.groups()
  }

  func fit(_ runs: RunTable) async throws -> FittedLaw {
    let line = ProgressLine(runs.name)
    defer { line?.clear() }
    var fit = try await LawFitter(options: fitting, version: Echelle.version).fit(runs) {
      line?.show($0, of: $1)
    }
    fit.provenance.command = CommandLine.arguments
    return fit
  }
}
