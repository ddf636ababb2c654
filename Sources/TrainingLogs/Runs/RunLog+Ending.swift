import Diagnostics
import TrainingRuns

extension RunLog {
  /// How the run ended, with the reason.
  ///
  /// - Parameters:
  ///   - losses: The losses in step order, including non-positive ones.
  ///   - lastStep: The last step of the log.
  ///   - isAnnealed: Whether the learning rate had decayed at the end.
  /// - Returns: The status, and the notes that explain it.
  func ending(
    losses: [Double], lastStep: Double?, isAnnealed: Bool?
  ) -> (status: LoggedRun.Status, notes: [String]) {
    let valid = losses.filter { $0 > 0 && $0.isFinite }
    var notes: [String] = []
    let invalid = losses.count - valid.count
    if invalid > 0 { notes.append("\(invalid) of \(losses.count) losses are not positive numbers") }
    if wasBegunAnew { return (.restarted, notes) }
    if let last = losses.last, !(last > 0 && last.isFinite) {
      return (.diverged, notes + ["the last loss is \(last)"])
    }
    if let rise = Self.rise(valid) {
      let note = "the loss ends at \(rise.end), after a minimum of \(rise.lowest)"
      guard let name = fallingTrainingLoss() else { return (.diverged, notes + [note]) }
      notes.append(note + ", while the training loss '\(name)' kept falling")
    }
    if let crash {
      let place = crash.line > 0 ? " (line \(crash.line))" : ""
      return (.crashed, notes + ["ends with '\(crash.text)'\(place)"])
    }
    let isComplete = plannedSteps.flatMap { planned in lastStep.map { $0 >= planned * 0.999 } }
    switch reportedState {
    case "finished", "completed", "success", "succeeded": return (.completed, notes)
    case "crashed", "failed", "killed", "preempted":
      var notes = notes + ["its state is '\(reportedState ?? "")'"]
      if isComplete == true {
        notes.append("although all \(plannedSteps.map(plain) ?? "") steps were run")
        return (.completed, notes)
      }
      return (.crashed, notes)
    case "running", "pending":
      return (.unfinished, notes + ["its state is '\(reportedState ?? "")'"])
    default: break
    }
    if let isComplete, let planned = plannedSteps, let lastStep {
      if isComplete { return (.completed, notes) }
      return (.unfinished, notes + ["ends at step \(plain(lastStep)) of \(plain(planned))"])
    }
    if isAnnealed == true { return (.completed, notes) }
    return (.unknown, notes + ["the log does not give the planned number of steps"])
  }

  /// The name of a training loss that ends without a rise.
  private func fallingTrainingLoss() -> String? {
    records.names.first { name in
      guard MetricKind(name: name) == MetricKind(unit: .loss, isEvaluation: false) else {
        return false
      }
      let losses = records[name].compactMap { $0 }.filter { $0 > 0 && $0.isFinite }
      return losses.count >= Self.fewestForRise && Self.rise(losses) == nil
    }
  }

  /// The minimum number of losses to detect a rise.
  private static let fewestForRise = 6

  /// A final rise that reverses more than half of the descent: the median of the last losses (a
  /// twentieth of all, at least three) compared with the lowest and the first.
  private static func rise(_ losses: [Double]) -> (end: Double, lowest: Double)? {
    guard losses.count >= fewestForRise, let first = losses.first, let lowest = losses.min() else {
      return nil
    }
    let tail = losses.suffix(max(3, losses.count / 20)).sorted()
    let end = tail[tail.count / 2]
    return end - lowest > 0.5 * (first - lowest) && first > lowest ? (end, lowest) : nil
  }
}
