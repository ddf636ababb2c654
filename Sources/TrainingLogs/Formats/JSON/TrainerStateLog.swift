import Diagnostics
import Tables

extension LogFormat {
  /// `trainer_state.json` of Hugging Face Transformers.
  public static let huggingFace = LogFormat(rawValue: "hf-trainer-state")
}

/// `trainer_state.json` of Hugging Face Transformers: an object with the list 'log_history'.
struct TrainerState: LogFileKind {
  func logs(_ file: LogFile) throws -> [RunLog]? {
    guard file.isJSONObject, file.bytes[...].firstPlace(of: Self.key) != nil else { return nil }
    return [try log(file)]
  }

  private static let key = Array("\"log_history\"".utf8)

  private func log(_ file: LogFile) throws -> RunLog {
    guard case .object(let state) = try LogJSON.parse(file.bytes, path: file.path),
      case .list(let history)? = state["log_history"]
    else {
      throw Diagnostic(
        origin: Origin(file: file.path), what: "missing list 'log_history'",
        why: "it contains the losses",
        fix: "use the trainer_state.json of a checkpoint")
    }
    var records = LogRecords()
    for entry in history {
      // The last entry is a summary: its 'train_loss' is the mean over the whole run.
      let values = entry.numbers().filter { $0.name != "train_loss" }
      if !values.isEmpty { records.append(values, line: 0) }
    }
    var log = RunLog(
      name: file.runName, path: file.path, format: .huggingFace, records: records)
    log.stepName = "step"
    if case .number(let steps)? = state["max_steps"], steps > 0 { log.plannedSteps = steps }
    return log
  }
}
