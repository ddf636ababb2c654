import Diagnostics
import TrainingRuns

extension LogFormat {
  /// The output of Hugging Face Transformers: one Python dictionary per line and record.
  public static let huggingFaceOutput = LogFormat(rawValue: "hf-trainer-output")
}

private let dictionaryOpening = Array("{'".utf8)

/// The output of the Hugging Face trainer, after its progress bar or alone.
///
///     {'loss': 3.2, 'grad_norm': 1.1, 'learning_rate': 5e-05, 'epoch': 0.5}
///
/// It has an epoch but no step. The last line, with 'train_runtime', has the mean loss over the whole
/// run as 'train_loss', which is ignored.
struct TrainerOutput: TextLogFormat {
  let format = LogFormat.huggingFaceOutput
  let programs: [String] = []

  func record(_ line: ArraySlice<UInt8>, _ losses: inout LossNames) -> [LogField]? {
    guard let opening = line.firstPlace(of: dictionaryOpening) else { return nil }
    let fields = LogLine(line[opening...]).fields.filter { $0.name != "train_loss" }
    guard fields.contains(where: { $0.name == "epoch" }), losses.isAmong(fields) else { return nil }
    return fields
  }
}

extension RunLog {
  /// Uses epochs as steps; if they count from 0, one epoch is complete at the first.
  mutating func countEpochs() {
    let epochs = records[stepName ?? "epoch"].compactMap { $0 }
    stepOffset = epochs.first == 0 && epochs.allSatisfy { $0 == $0.rounded() } ? 1 : 0
    notes.append(
      "steps are epochs" + (stepOffset > 0 ? ", numbered from 0 in the log and from 1 here" : "")
    )
  }

  /// Computes steps for records with epochs if the log gives the planned number of both; otherwise uses the
  /// epochs as steps.
  mutating func countStepsByEpochs() {
    guard let steps = setting(["total optimization steps"]), let epochs = setting(["num epochs"])
    else {
      stepName = "epoch"
      countEpochs()
      return
    }
    plannedSteps = steps
    records.add("step", records["epoch"].map { $0.map { ($0 / epochs * steps).rounded() } })
    notes.append("steps are computed as epochs × \(plain(steps)) / \(plain(epochs))")
  }
}
