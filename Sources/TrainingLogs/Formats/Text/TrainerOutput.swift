import TrainingRuns

extension LogFormat {
  /// The output of Hugging Face Transformers: a dictionary of Python's on a line for each record.
  public static let huggingFaceOutput = LogFormat(rawValue: "hf-trainer-output")
}

private let dictionaryOpening = Array("{'".utf8)

/// What the trainer of Hugging Face Transformers prints, after its bar of progress or alone:
///
///     {'loss': 3.2, 'grad_norm': 1.1, 'learning_rate': 5e-05, 'epoch': 0.5}
///
/// It has an epoch and no step. The last line, with 'train_runtime', has the mean of the loss over all the
/// training for 'train_loss', which is left out.
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
  /// Has the epochs stand for the steps; where they are counted from 0, one has been made at the first.
  mutating func countEpochs() {
    let epochs = records[stepName ?? "epoch"].compactMap { $0 }
    stepOffset = epochs.first == 0 && epochs.allSatisfy { $0 == $0.rounded() } ? 1 : 0
    notes.append(
      "the steps are epochs" + (stepOffset > 0 ? ", counted from 0 in the log and from 1 here" : "")
    )
  }

  /// Counts steps for records that have epochs, where the log says how many of both were asked for; else the
  /// epochs stand for the steps.
  mutating func countStepsByEpochs() {
    guard let steps = setting(["total optimization steps"]), let epochs = setting(["num epochs"])
    else {
      stepName = "epoch"
      countEpochs()
      return
    }
    plannedSteps = steps
    records.add("step", records["epoch"].map { $0.map { ($0 / epochs * steps).rounded() } })
    notes.append("steps are its epochs times \(plain(steps)) / \(plain(epochs))")
  }
}
