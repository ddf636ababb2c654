import Diagnostics
import Platform
import Tables
import TrainingRuns

/// A file that may be a log, with its format detected from its content.
public struct LogFile {
  /// The file's path; `-` is standard input.
  let path: String
  let bytes: [UInt8]
  private(set) var continuations: [LogFile] = []
  /// The text formats to detect.
  var textFormats = TextLogReader.formats
  /// The default name of its run.
  var runName: String { Self.runName(ofFile: path) }

  /// Reads the file, decompressed if gzipped; only its head if that shows that it is not a log, as for
  /// a checkpoint.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - continuations: TensorBoard event files that continue the run at `path`.
  /// - Throws: `Diagnostic` if a file cannot be read.
  public init(path: String, continuations: [String] = []) throws {
    let head = try path == "-" ? nil : headOfFile(path, count: Self.headSize)
    if let head, Self.isOfNoLog(head) {
      self.init(bytes: head, path: path)
    } else {
      self.init(bytes: try unpackedBytes(ofFile: path), path: path)
    }
    self.continuations = try continuations.map { try LogFile(path: $0) }
  }

  /// A log in memory.
  public init(bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// The number of bytes that show whether a file can be a log.
  private static let headSize = 4096

  /// Whether a file with this beginning is binary but not a TensorBoard event file.
  private static func isOfNoLog(_ head: [UInt8]) -> Bool {
    head.prefix(headSize).contains(0) && !EventRecords.begin(head)
  }

  /// The runs in the file.
  ///
  /// - Throws: `Diagnostic` if it is not a log, or a broken one.
  public func logs() throws -> [RunLog] {
    let logs = try formatLogs()
    guard !logs.isEmpty else { throw NotALog(path) }
    return try logs.map { try $0.withHyperparameters() }.flatMap { $0.splitWhereBegunAnew() }
  }

  /// The runs in the file; `nil` if it is not a log.
  ///
  /// - Throws: `Diagnostic` if it is a broken log.
  public func logsIfAny() throws -> [RunLog]? {
    do {
      return try logs()
    } catch is NotALog {
      return nil
    }
  }

  private func formatLogs() throws -> [RunLog] {
    if let logs = try EventFiles().logs(self) { return logs }
    guard !Self.isOfNoLog(bytes) else { throw NotALog(path) }
    for kind in Self.kinds {
      if let logs = try kind.logs(self) { return logs }
    }
    throw NotALog(path)
  }

  /// The kinds of files other than event files, in the order tried.
  private static let kinds: [any LogFileKind] = [
    RecordList(), TrainerState(), JSONLines(), StepTable(), TextLogs(),
  ]

  /// The first non-blank characters, at most `count`, without blanks.
  func start(_ count: Int) -> [UInt8] {
    Array(bytes.lazy.filter { $0 > 0x20 }.prefix(count))
  }

  /// The run name derived from the file: the file's name without its extension, or the folder's name if
  /// the file's is the same for every run.
  private static func runName(ofFile path: String) -> String {
    guard path != "-" else { return "stdin" }
    let components = path.split(separator: "/").map(String.init)
    let common = [
      "trainer_state", "metrics", "main", "log", "train", "output", "history", "stdout", "logs",
      "wandb-history", "run", "events",
    ]
    for (place, component) in components.enumerated().reversed() {
      let name = place == components.count - 1 ? component.withoutExtension : component
      let isCommon =
        common.contains(name.lowercased()) || name.hasPrefix("events.out.tfevents")
        || name.wholeMatch(of: /(checkpoint|version)[-_]\d+/) != nil
        || [".", "..", "csv_logs", "lightning_logs"].contains(name)
      if !isCommon { return name }
    }
    return components.last?.withoutExtension ?? path
  }
}

extension String {
  /// The name without `.gz` and the extension before it.
  fileprivate var withoutExtension: String {
    let name = hasSuffix(".gz") ? String(dropLast(3)) : self
    let endings = [".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".log", ".txt", ".out", ".err"]
    guard let ending = endings.first(where: name.lowercased().hasSuffix) else { return name }
    return name.count > ending.count ? String(name.dropLast(ending.count)) : name
  }
}
