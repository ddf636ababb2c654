extension LogFormat {
  /// A TensorBoard event file.
  public static let tensorBoard = LogFormat(rawValue: "tensorboard")
}

/// TensorBoard event files; those of one folder form one run.
struct EventFiles: LogFileKind {
  func logs(_ file: LogFile) throws -> [RunLog]? {
    // A failed start may have left an empty file.
    let files = [file] + file.continuations
    return files.contains { EventRecords.begin($0.bytes) } ? [try log(file)] : nil
  }

  /// The run of the event file and its continuations.
  private func log(_ file: LogFile) throws -> RunLog {
    guard !file.continuations.isEmpty else {
      return try tensorBoardLog(file.bytes, path: file.path, runName: file.runName)
    }
    let files = [file] + file.continuations
    // Files from failed starts contain no scalars.
    let logs = files.compactMap {
      try? tensorBoardLog($0.bytes, path: $0.path, runName: file.runName)
    }
    guard var log = logs.first else { throw NotALog(file.path, why: eventFileWithoutScalars) }
    for next in logs.dropFirst() { log.records.append(contentsOf: next.records) }
    log.notes = logs.flatMap { log in
      log.notes.map { "\(log.path.split(separator: "/").last ?? ""): \($0)" }
    }
    log.notes.append("the \(files.count) event files in the folder are read as one run")
    return log
  }
}
