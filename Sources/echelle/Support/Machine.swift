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
      variable: environment["ECHELLE_DATASETS"], prefix: installationPrefix, dataHome: dataHome)
  }

  /// The programs that the command may run.
  static var programs: Programs { Programs(path: environment["PATH"]) }

  /// How files are fetched, each of at most `maximumSize` bytes.
  ///
  /// With `ECHELLE_ALLOW_LOOPBACK_HTTP=1`, which is for tests, also over http from this machine.
  static func download(maximumSize: Int) -> Download {
    var download = Download(programs: programs)
    download.maximumSize = maximumSize
    download.allowsLoopback = environment["ECHELLE_ALLOW_LOOPBACK_HTTP"] == "1"
    return download
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// The folder for a user's data, by the XDG Base Directory Specification.
  private static var dataHome: String? {
    if let stated = environment["XDG_DATA_HOME"], stated.hasPrefix("/") { return stated }
    return environment["HOME"].map { $0 + "/.local/share" }
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
