import EnergyModel
import Escaping
import Foundation
import Platform
import Reporting
import ScalingLaws
import TrainingRuns

/// The machine that the command runs on: the one place that reads the environment.
enum Machine {
  static var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The folders that are searched for datasets and reference tables.
  static var datasetStore: DatasetStore {
    DatasetStore(
      variable: environment["ECHELLE_DATASETS"], prefix: installationPrefix, dataHome: dataHome)
  }

  /// The programs that the command may run.
  static var programs: Programs { Programs(path: environment["PATH"]) }

  /// How files are downloaded, each of at most `maximumSize` bytes.
  ///
  /// With `ECHELLE_ALLOW_LOOPBACK_HTTP=1`, which is for tests, also over http from this machine.
  static func download(maximumSize: Int) -> Download {
    var download = Download(programs: programs)
    download.maximumSize = maximumSize
    download.allowsLoopback = environment["ECHELLE_ALLOW_LOOPBACK_HTTP"] == "1"
    return download
  }

  /// The path of this command.
  static var executable: String {
    Bundle.main.executableURL?.path ?? CommandLine.arguments[0]
  }

  /// The SHA-256 of this command's file; on Linux, of the running one even if its path has changed since.
  ///
  /// - Throws: `SystemError` where it cannot be read.
  static func programDigest() throws -> String {
    let running = "/proc/self/exe"
    let isKnown = FileManager.default.isReadableFile(atPath: running)
    return try SHA256.hexadecimal(ofFile: isKnown ? running : executable)
  }

  /// The variables that locate datasets, as far as they are set.
  static var datasetEnvironment: [String: String] {
    environment.filter { ["ECHELLE_DATASETS", "XDG_DATA_HOME"].contains($0.key) }
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// The folder for a user's data, by the XDG Base Directory Specification.
  private static var dataHome: String? {
    if let stated = environment["XDG_DATA_HOME"], stated.hasPrefix("/") { return stated }
    return environment["HOME"].map { $0 + "/.local/share" }
  }

  /// The catalogue of laws.
  static var laws: LawCatalogue { LawCatalogue(searchPath: datasetStore.searchPath) }

  /// The reference tables of the energy model.
  static func referenceTables() throws -> ReferenceTables {
    try ReferenceTables.load(from: referencePath)
  }

  /// The folders that are searched for reference tables.
  ///
  /// Where the current folder has tables in place of the installed ones, a note says so once.
  static var referencePath: [String] {
    _ = shadowNote
    return datasetStore.searchPath
  }

  private static let shadowNote: Void = {
    let shadows = ReferenceTables.shadows(
      of: DatasetStore.nearby, in: datasetStore.searchPath)
    for (taken, hidden) in shadows { writeNote("./\(taken) is used in place of \(hidden)") }
  }()

  /// The folder below which the command is installed: `/usr/local` for `/usr/local/bin/echelle`.
  private static var installationPrefix: String? {
    Bundle.main.executableURL?.resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().path
  }

  /// Whether a person watches: standard output and standard error are a terminal.
  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Whether to show progress: standard error is a terminal, and --quiet was not given.
  static var showsProgress: Bool {
    isatty(STDERR_FILENO) == 1 && !CommandLineWords.current.contains("--quiet")
  }

  /// The page that standard output is.
  static var page: TextPage {
    guard isatty(STDOUT_FILENO) == 1 else { return .plain }
    return TextPage(columns: columns(of: STDOUT_FILENO), hasColours: allowsColours)
  }

  /// `document` as standard output can take it: a terminal would obey the control characters in it.
  static func printable(document: String) -> String {
    isatty(STDOUT_FILENO) == 1
      ? document.escapingControlCharacters(keeping: ["\n", "\t"]) : document
  }

  /// Writes an error to standard error, in red where that is a terminal.
  static func writeError(_ text: String) {
    writeToStandardError(ErrorText(text.asMessage()).text(on: errorPage))
  }

  /// Writes a note to standard error, unless --quiet was given.
  static func writeNote(_ text: String) {
    guard !CommandLineWords.current.contains("--quiet") else { return }
    writeMessage("note: \(text)")
  }

  /// Writes a message that is no error of its own to standard error.
  static func writeMessage(_ text: String) {
    writeToStandardError(ErrorText(text.asMessage(), isError: false).text(on: errorPage))
  }

  /// The page that standard error is.
  private static var errorPage: TextPage {
    guard isatty(STDERR_FILENO) == 1 else { return .plain }
    return TextPage(
      columns: columns(of: STDERR_FILENO) ?? TextPage.width, hasColours: allowsColours)
  }

  /// Writes to standard error.
  ///
  /// An error in that could not be reported either.
  static func writeToStandardError(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Writes warnings about the runs to standard error.
  static func warn(of runs: RunTable) {
    for warning in runs.warnings { writeNote("\(runs.printableName): \(warning)") }
  }

  /// Whether colours may be used on a terminal: https://no-color.org.
  private static var allowsColours: Bool {
    (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// The width of a terminal, in characters; `nil` where it is unknown.
  private static func columns(of terminal: Int32) -> Int? {
    var size = winsize()
    guard ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
