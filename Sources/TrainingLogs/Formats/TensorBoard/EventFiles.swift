extension LogFormat {
  /// An event file of TensorBoard.
  public static let tensorBoard = LogFormat(rawValue: "tensorboard")
}

/// Event files of TensorBoard, those of a folder for one run.
struct EventFiles: LogFileKind {
  func logs(_ file: LogFile) throws -> [RunLog]? {
    // A start that came to nothing may have left an empty file.
    let files = [file] + file.continuations
    return files.contains { EventRecords.begin($0.bytes) } ? [try log(file)] : nil
  }

  /// The run of the event file and of those that go on with it.
  private func log(_ file: LogFile) throws -> RunLog {
    guard !file.continuations.isEmpty else {
      return try tensorBoardLog(file.bytes, path: file.path, runName: file.runName)
    }
    let files = [file] + file.continuations
    // Those of a start that came to nothing hold no scalars.
    let logs = files.compactMap {
      try? tensorBoardLog($0.bytes, path: $0.path, runName: file.runName)
    }
    guard var log = logs.first else { throw notALog(file.path, why: eventFileWithoutScalars) }
    for next in logs.dropFirst() { log.records.append(contentsOf: next.records) }
    log.notes = logs.flatMap { log in
      log.notes.map { "\(log.path.split(separator: "/").last ?? ""): \($0)" }
    }
    log.notes.append("the \(files.count) event files of the folder are taken for one run's")
    return log
  }
}
