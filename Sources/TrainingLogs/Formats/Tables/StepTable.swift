import Tables
import TrainingRuns

extension LogFormat {
  /// A table of steps from an unrecognised program.
  public static let csv = LogFormat(rawValue: "csv")
}

/// A text table with its header on the first line.
struct StepTable: LogFileKind {
  func logs(_ file: LogFile) throws -> [RunLog]? {
    guard isTable(file) else { return nil }
    return try TableLogs(
      table: LogTable(bytes: file.bytes, name: file.path), path: file.path, runName: file.runName,
      isJSON: false
    ).logs()
  }

  /// Whether the first line is a header: several delimited names, one of them a step, a
  /// run or a loss, and none a number.
  private func isTable(_ file: LogFile) -> Bool {
    let line = file.bytes.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }
      .prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.count < 1 << 20, let reader = try? TableReader(bytes: Array(line), name: file.path)
    else {
      return false
    }
    let names = reader.columnNames
    // A line of text may contain commas too; it is a record if it has a step and a loss.
    guard names.count > 1, names.allSatisfy({ parseQuantity($0) == nil }),
      TextLogReader(path: file.path, formats: file.textFormats)
        .log(Array(line), runName: file.path) == nil
    else { return false }
    let known = Set(TableLogs.stepNames + ["name", "run", "epoch"])
    return names.contains { known.contains($0.lowercased()) || MetricKind(name: $0) != nil }
      && names.allSatisfy { $0.count < 400 }
  }
}
