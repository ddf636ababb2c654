import EnergyModel
import Foundation
import ScalingLaws
import TrainingRuns

/// What the command asks of the machine it runs on: the one place that reads the environment.
enum Machine {
  static var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// Where datasets and reference tables are looked for.
  static var datasetStore: DatasetStore {
    DatasetStore(
      variable: ProcessInfo.processInfo.environment["ECHELLE_DATASETS"],
      prefix: installationPrefix)
  }

  /// Where laws are looked for.
  static var laws: LawCatalogue { LawCatalogue(searchPath: datasetStore.searchPath) }

  /// The reference tables of the energy model.
  static func referenceTables() throws -> ReferenceTables {
    try ReferenceTables.load(from: datasetStore.searchPath)
  }

  /// The folder below which the command is installed: `/usr/local` for `/usr/local/bin/echelle`.
  private static var installationPrefix: String? {
    Bundle.main.executableURL?.resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().path
  }

  /// Whether standard error is a terminal, where progress can be shown.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line to standard error.
  static func writeError(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
