import Platform
import Tables
import TrainingRuns

/// A file that may be a log; its format is found by its content.
public struct LogFile {
  /// The file's path; `-` is standard input.
  let path: String
  private let bytes: [UInt8]
  private var continuations: [LogFile] = []

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
    let runName = Self.runName(ofFile: path)
    // A start that came to nothing may have left an empty file.
    if ([self] + continuations).contains(where: { EventRecords.begin($0.bytes) }) {
      return [try eventLog(runName: runName)]
    }
    guard !Self.isOfNoLog(bytes), let first = bytes.first(where: { $0 > 0x20 }) else {
      throw notALog(path)
    }
    if first == UInt8(ascii: "["),
      bytes.drop(while: { $0 != first }).dropFirst()
        .first(where: { $0 > 0x20 }) == UInt8(ascii: "{")
    {
      return [try recordListLog(bytes, path: path, runName: runName)]
    }
    // Dictionaries of Python are no JSON.
    if first == UInt8(ascii: "{"), !bytes.drop(while: { $0 <= 0x20 }).starts(with: Array("{'".utf8))
    {
      if bytes[...].firstPlace(of: Array("\"log_history\"".utf8)) != nil {
        return [try trainerStateLog(bytes, path: path, runName: runName)]
      }
      return try jsonLinesLogs(runName: runName)
    }
    if looksLikeTable {
      return try TableLogs(
        table: LogTable(bytes: bytes, name: path), path: path, runName: runName, isJSON: false
      ).logs()
    }
    guard let log = TextLogReader(path: path).log(bytes, runName: runName) else {
      throw notALog(path)
    }
    return [log]
  }

  /// The run of the event file and of those that go on with it.
  private func eventLog(runName: String) throws -> RunLog {
    guard !continuations.isEmpty else {
      return try tensorBoardLog(bytes, path: path, runName: runName)
    }
    let files = [self] + continuations
    // Those of a start that came to nothing hold no scalars.
    let logs = files.compactMap { try? tensorBoardLog($0.bytes, path: $0.path, runName: runName) }
    guard var log = logs.first else { throw notALog(path, why: eventFileWithoutScalars) }
    for next in logs.dropFirst() { log.records.append(contentsOf: next.records) }
    log.notes = logs.flatMap { log in
      log.notes.map { "\(log.path.split(separator: "/").last ?? ""): \($0)" }
    }
    log.notes.append("the \(files.count) event files of the folder are taken for one run's")
    return log
  }

  /// Reads objects, one a line; other lines, and a last one that is cut short, are left out and counted.
  private func jsonLinesLogs(runName: String) throws -> [RunLog] {
    var kept: [UInt8] = []
    var omitted: [Int] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      let isObject = line.first { $0 > 0x20 } == UInt8(ascii: "{")
      if isObject, let fault = JSONKeys.fault(in: Array(line)) {
        throw InputError(fault, path: path, line: index + 1)
      }
      if isObject, (try? TableReader(bytes: Array(line), name: path)) != nil {
        kept += line
      } else if line.contains(where: { $0 > 0x20 }) {
        omitted.append(index + 1)
      }
      kept.append(0x0A)
    }
    guard kept.contains(UInt8(ascii: "{")) else { throw notALog(path) }
    let table = try LogTable(bytes: kept, name: path)
    let tellsLoss = table.names.contains { MetricKind(name: $0) != nil }
    guard tellsLoss || table.place(of: TableLogs.stepNames) != nil else { throw notALog(path) }
    var logs = try TableLogs(table: table, path: path, runName: runName, isJSON: true).logs()
    if let first = omitted.first, !logs.isEmpty {
      logs[0].notes.append(
        "\(counted(omitted.count, "line")) that \(omitted.count == 1 ? "is" : "are") no object "
          + "\(omitted.count == 1 ? "was" : "were") left out, the first at line \(first)")
    }
    return logs
  }

  /// Whether the first line is a header: several names between delimiters, one of them of a step or a
  /// run or a loss, and none a number.
  private var looksLikeTable: Bool {
    let line = bytes.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }
      .prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.count < 1 << 20, let reader = try? TableReader(bytes: Array(line), name: path) else {
      return false
    }
    let names = reader.columnNames
    // A line of text may have commas too; it is a record where it gives a step and a loss.
    guard names.count > 1, names.allSatisfy({ parseQuantity($0) == nil }),
      TextLogReader(path: path).log(Array(line), runName: path) == nil
    else { return false }
    let known = Set(TableLogs.stepNames + ["name", "run", "epoch"])
    return names.contains { known.contains($0.lowercased()) || MetricKind(name: $0) != nil }
      && names.allSatisfy { $0.count < 400 }
  }

  /// What a run is called after its file: the file's name without its kind, or the folder's name where
  /// the file's is the same for every run.
  static func runName(ofFile path: String) -> String {
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
