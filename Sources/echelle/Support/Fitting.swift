import ScalingLaws
import TrainingRuns

/// Reads runs and fits them, one fit a dataset or group.
struct Fitting {
  let reading: ReadingOptions
  let fitting: FitOptions

  init(_ reading: ReadingArguments, _ fitting: FittingArguments) throws {
    self.reading = try reading.options()
    self.fitting = fitting.options()
  }

  func fit(_ runs: RunTable) async throws -> FittedLaw {
    var fit = try await ProgressLine.showing(runs) {
      try await LawFitter(options: fitting, version: Echelle.version).fit(runs, progress: $0)
    }
    fit.provenance.command = CommandLine.arguments
    return fit
  }
}
