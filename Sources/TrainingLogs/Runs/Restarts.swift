import Diagnostics
import TrainingRuns

extension RunLog {
  /// The runs of a log whose steps restart; otherwise the log, without repeated steps.
  ///
  /// If the step goes back to a later one than the first, the run was resumed from a checkpoint,
  /// and the later records replace the earlier ones of the same steps; that is noted.
  func splitWhereBegunAnew() -> [RunLog] {
    guard let stepName, records.count > 1 else { return [self] }
    let steps = records[stepName]
    if let sorted = descending(steps) { return [sorted] }
    // Rows since the start of the file or run, and those replaced later.
    var segments: [[Int]] = [[]]
    var notes: [[String]] = [[]]
    var first = Double.infinity
    var highest = -Double.infinity
    for row in steps.indices {
      if let step = steps[row], step.isFinite {
        if step < highest {
          if step <= first {
            segments.append([])
            notes.append([])
            highest = -.infinity
            first = .infinity
          } else {
            let kept = segments[segments.count - 1].filter { (steps[$0] ?? -.infinity) < step }
            notes[notes.count - 1].append(
              "resumed at step \(plain(step)) after step \(plain(highest))"
                + (records.lines[row] > 0 ? " (line \(records.lines[row]))" : "")
                + ": the later records replace the earlier ones")
            segments[segments.count - 1] = kept
            highest = step
          }
        }
        first = min(first, step)
        highest = max(highest, step)
      }
      segments[segments.count - 1].append(row)
    }
    return segments.indices.map { index in
      var log = self
      log.records = records.picking(segments[index])
      log.notes += notes[index]
      if index > 0 {
        log.name = "\(name)#\(index + 1)"
        log.notes.append("the log restarts here: '\(name)' comes first in the same log")
      }
      if index < segments.count - 1 {
        log.wasBegunAnew = true
        log.crash = nil
        log.notes.append("the log restarts after it, as '\(name)#\(index + 2)'")
      }
      return log
    }
  }

  /// The log in ascending order of steps, if it was written in descending order.
  private func descending(_ steps: [Double?]) -> RunLog? {
    let known = steps.compactMap { $0 }
    guard known.count == steps.count, known.count > 2,
      zip(known, known.dropFirst()).allSatisfy({ $0 >= $1 }), known[0] > known[known.count - 1]
    else { return nil }
    var log = self
    log.records = records.picking(Array(steps.indices.reversed()))
    return log
  }
}
