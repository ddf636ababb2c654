import Platform
import Tables
import TrainingRuns

extension LogFormat {
  /// Objects, one a line, or in one array.
  public static let jsonLines = LogFormat(rawValue: "json-lines")
}

/// Objects, one a line.
struct JSONLines: LogFileKind {
  /// Reads objects, one a line; other lines, and a last one that is cut short, are left out and counted.
  func logs(_ file: LogFile) throws -> [RunLog]? {
    guard file.isJSONObject else { return nil }
    var kept: [UInt8] = []
    var omitted: [Int] = []
    for (index, line) in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let isObject = line.first { $0 > 0x20 } == UInt8(ascii: "{")
      if isObject, let fault = JSONKeys.fault(in: Array(line)) {
        throw InputError(fault, path: file.path, line: index + 1)
      }
      if isObject, (try? TableReader(bytes: Array(line), name: file.path)) != nil {
        kept += line
      } else if line.contains(where: { $0 > 0x20 }) {
        omitted.append(index + 1)
      }
      kept.append(0x0A)
    }
    guard kept.contains(UInt8(ascii: "{")) else { throw notALog(file.path) }
    let table = try LogTable(bytes: kept, name: file.path)
    let tellsLoss = table.names.contains { MetricKind(name: $0) != nil }
    guard tellsLoss || table.place(of: TableLogs.stepNames) != nil else { throw notALog(file.path) }
    var logs = try TableLogs(table: table, path: file.path, runName: file.runName, isJSON: true)
      .logs()
    if let first = omitted.first, !logs.isEmpty {
      logs[0].notes.append(
        "\(counted(omitted.count, "line")) that \(omitted.count == 1 ? "is" : "are") no object "
          + "\(omitted.count == 1 ? "was" : "were") left out, the first at line \(first)")
    }
    return logs
  }
}

extension LogFile {
  /// Whether the file begins with an object of JSON; dictionaries of Python are none.
  var isJSONObject: Bool {
    start(1) == [UInt8(ascii: "{")]
      && !bytes.drop { $0 <= 0x20 }.starts(with: Array("{'".utf8))
  }
}
