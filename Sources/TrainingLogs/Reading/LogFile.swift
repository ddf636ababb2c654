import Platform
import Tables
import TrainingRuns

/// A file that may be a log; its format is found by its content.
public struct LogFile {
  /// The file's path; `-` is standard input.
  let path: String
  let bytes: [UInt8]
  private(set) var continuations: [LogFile] = []
  /// The formats of text that are looked for.
  var textFormats = TextLogReader.formats
  /// What its run is called, unless the log has a name for it.
  var runName: String { Self.runName(ofFile: path) }

  /// Reads the file, unpacked where it is gzipped; only its head where that shows that it is no log, as of
  /// a checkpoint beside it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - continuations: Event files of TensorBoard that go on with the run of that at `path`.
  /// - Throws: `InputError` where a file cannot be read.
  public init(path: String, continuations: [String] = []) throws {
    let head = try path == "-" ? nil : headOfFile(path, count: Self.headSize)
    if let head, Self.isOfNoLog(head) {
      self.init(bytes: head, path: path)
    } else {
      self.init(bytes: try unpackedBytes(ofFile: path), path: path)
    }
    self.continuations = try continuations.map { try LogFile(path: $0) }
  }

  /// A log that is in memory.
  public init(bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// What of a file shows whether it can be a log, in bytes.
  private static let headSize = 4096

  /// Whether a file that begins so is binary, and no event file of TensorBoard.
  private static func isOfNoLog(_ head: [UInt8]) -> Bool {
    head.prefix(headSize).contains(0) && !EventRecords.begin(head)
  }

  /// The runs in the file.
  ///
  /// - Throws: `InputError` where it is no log, or a broken one.
  public func logs() throws -> [RunLog] {
    let logs = try formatLogs()
    guard !logs.isEmpty else { throw notALog(path) }
    return try logs.map { try $0.withHyperparameters() }.flatMap { $0.splitWhereBegunAnew() }
  }

  /// The runs in the file; `nil` where it is no log.
  ///
  /// - Throws: `InputError` where it is a broken one.
  public func logsIfAny() throws -> [RunLog]? {
    do {
      return try logs()
    } catch let error as InputError where error.what == notALog(path).what {
      return nil
    }
  }

  private func formatLogs() throws -> [RunLog] {
    if let logs = try EventFiles().logs(self) { return logs }
    guard !Self.isOfNoLog(bytes) else { throw notALog(path) }
    for kind in Self.kinds {
      if let logs = try kind.logs(self) { return logs }
    }
    throw notALog(path)
  }

  /// The kinds of files beside event files, in the order in which they are tried.
  private static let kinds: [any LogFileKind] = [
    RecordList(), TrainerState(), JSONLines(), StepTable(), TextLogs(),
  ]

  /// The first characters that are not blank, at most `count`; blanks between them are left out.
  func start(_ count: Int) -> [UInt8] {
    Array(bytes.lazy.filter { $0 > 0x20 }.prefix(count))
  }

  /// What a run is called after its file: the file's name without its kind, or the folder's name where
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
  /// The name without `.gz` and the ending before it.
  fileprivate var withoutExtension: String {
    let name = hasSuffix(".gz") ? String(dropLast(3)) : self
    let endings = [".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".log", ".txt", ".out", ".err"]
    guard let ending = endings.first(where: name.lowercased().hasSuffix) else { return name }
    return name.count > ending.count ? String(name.dropLast(ending.count)) : name
  }
}
