import Diagnostics
import Platform
import Tables
import TrainingRuns

extension LogFormat {
  /// Objects, one per line or in one array.
  public static let jsonLines = LogFormat(rawValue: "json-lines")
}

/// Objects, one per line.
struct JSONLines: LogFileKind {
  /// Reads objects, one per line; other lines, and a truncated last line, are skipped and counted.
  func logs(_ file: LogFile) throws -> [RunLog]? {
    guard file.isJSONObject else { return nil }
    var kept: [UInt8] = []
    var omitted: [Int] = []
    for (index, line) in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let isObject = line.first { $0 > 0x20 } == UInt8(ascii: "{")
      if isObject, let fault = JSONKeys.fault(in: Array(line)) {
        throw Diagnostic(fault, path: file.path, line: index + 1)
      }
      if isObject, (try? TableReader(bytes: Array(line), name: file.path)) != nil {
        kept += line
      } else if line.contains(where: { $0 > 0x20 }) {
        omitted.append(index + 1)
      }
      kept.append(0x0A)
    }
    guard kept.contains(UInt8(ascii: "{")) else { throw NotALog(file.path) }
    let table = try LogTable(bytes: kept, name: file.path)
    let tellsLoss = table.names.contains { MetricKind(name: $0) != nil }
    guard tellsLoss || table.place(of: TableLogs.stepNames) != nil else { throw NotALog(file.path) }
    var logs = try TableLogs(table: table, path: file.path, runName: file.runName, isJSON: true)
      .logs()
    if let first = omitted.first, !logs.isEmpty {
      logs[0].notes.append(
        "\(counted(omitted.count, "line")) that \(omitted.count == 1 ? "is not an object" : "are not objects") "
          + "\(omitted.count == 1 ? "was" : "were") skipped, the first at line \(first)")
    }
    return logs
  }
}

extension LogFile {
  /// Whether the file begins with a JSON object rather than, say, a Python dictionary.
  var isJSONObject: Bool {
    start(1) == [UInt8(ascii: "{")]
      && !bytes.drop { $0 <= 0x20 }.starts(with: Array("{'".utf8))
  }
}
