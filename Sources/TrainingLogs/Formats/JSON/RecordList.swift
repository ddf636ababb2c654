/// An array of objects, one per step.
struct RecordList: LogFileKind {
  func logs(_ file: LogFile) throws -> [RunLog]? {
    file.start(2) == Array("[{".utf8) ? [try log(file)] : nil
  }

  private func log(_ file: LogFile) throws -> RunLog {
    guard case .list(let entries) = try LogJSON.parse(file.bytes, path: file.path) else {
      throw NotALog(file.path)
    }
    var records = LogRecords()
    for entry in entries {
      let values = entry.numbers()
      if !values.isEmpty { records.append(values, line: 0) }
    }
    let isWandb = records.names.contains("_step")
    var log = RunLog(
      name: file.runName, path: file.path, format: isWandb ? .wandbHistory : .jsonLines,
      records: records)
    log.stepName = TableLogs.stepNames.first(where: records.names.contains)
    return log
  }
}
