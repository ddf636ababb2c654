import TrainingRuns

extension RunLog {
  /// How the run ended, and why that is said.
  ///
  /// - Parameters:
  ///   - losses: The losses in the order of the steps, those that are no positive number too.
  ///   - lastStep: The last step of the log.
  ///   - isAnnealed: Whether the learning rate had come down at the end.
  /// - Returns: The status, and the notes that explain it.
  func ending(
    losses: [Double], lastStep: Double?, isAnnealed: Bool?
  ) -> (status: LoggedRun.Status, notes: [String]) {
    let valid = losses.filter { $0 > 0 && $0.isFinite }
    var notes: [String] = []
    let invalid = losses.count - valid.count
    if invalid > 0 { notes.append("\(invalid) of \(losses.count) losses are no positive number") }
    if wasBegunAnew { return (.restarted, notes) }
    if let last = losses.last, !(last > 0 && last.isFinite) {
      return (.diverged, notes + ["the last loss is \(last)"])
    }
    if let rise = Self.rise(valid) {
      let note = "the loss ends at \(rise.end), after a lowest one of \(rise.lowest)"
      guard let name = fallingTrainingLoss() else { return (.diverged, notes + [note]) }
      notes.append(note + ", while that of training, '\(name)', went on falling")
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
        notes.append("though all \(plannedSteps.map(plain) ?? "") steps were made")
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
    return (.unknown, notes + ["the log does not tell how many steps were asked for"])
  }

  /// The name of a loss of training that ends without a rise.
  private func fallingTrainingLoss() -> String? {
    records.names.first { name in
      guard MetricKind(name: name) == MetricKind(unit: .loss, isEvaluation: false) else {
        return false
      }
      let losses = records[name].compactMap { $0 }.filter { $0 > 0 && $0.isFinite }
      return losses.count >= Self.fewestForRise && Self.rise(losses) == nil
    }
  }

  /// Fewer losses do not tell whether one has risen.
  private static let fewestForRise = 6

  /// A rise at the end that undoes more than half of the descent: the median of the last losses, a
  /// twentieth of all and three at least, against the lowest and the first.
  private static func rise(_ losses: [Double]) -> (end: Double, lowest: Double)? {
    guard losses.count >= fewestForRise, let first = losses.first, let lowest = losses.min() else {
      return nil
    }
    let tail = losses.suffix(max(3, losses.count / 20)).sorted()
    let end = tail[tail.count / 2]
    return end - lowest > 0.5 * (first - lowest) && first > lowest ? (end, lowest) : nil
  }
}
