import Documents
import Foundation
import Reporting
import ScalingLaws
import Synchronization
import TrainingRuns

/// A line of progress on standard error, where that is a terminal and the work takes longer than half
/// a second.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant
    var isShown = false
  }

  private let name: String
  private let started = ContinuousClock.now
  private let state: Mutex<State>

  /// A line for work called `name`; `nil` where progress is not shown.
  init?(_ name: String) {
    guard Machine.showsProgress else { return nil }
    self.name = name
    state = Mutex(State(lastShown: .now + .milliseconds(400)))
  }

  /// Shows how many replicates are done, and the time left.
  func show(_ done: Int, of total: Int) {
    show { elapsed in
      let left = elapsed * Double(total - done) / Double(max(done, 1))
      let rate = NumberText.count(Double(done) / max(elapsed, 1e-3))
      return "\(done) of \(total) replicates, \(rate) per second, \(Int(left.rounded(.up))) s left"
    }
  }

  /// Shows how many fits of a batch are done, of a total if that is known.
  func show(fits done: Int, of total: Int?, failed: Int) {
    show { elapsed in
      let rate = NumberText.significant(Double(done + failed) / max(elapsed, 1e-3))
      return "\(done)\(total.map { " of \($0)" } ?? "") fits done"
        + (failed > 0 ? ", \(failed) failed" : "") + ", \(rate) per second"
    }
  }

  /// Shows how many bytes have arrived.
  func show(bytes: Int) {
    show { _ in "\(NumberText.bytes(bytes)) downloaded" }
  }

  /// Shows a text made from the seconds since the start, ten times a second at most.
  private func show(_ text: (Double) -> String) {
    state.withLock { state in
      let now = ContinuousClock.now
      guard now - state.lastShown >= .milliseconds(100) else { return }
      state.lastShown = now
      state.isShown = true
      let line = "\(name): \(text(started.duration(to: now) / .seconds(1)))"
      Machine.writeToStandardError("\r\u{1B}[2K\(line)")
    }
  }

  /// Removes the line.
  func clear() {
    state.withLock { state in
      guard state.isShown else { return }
      Machine.writeToStandardError("\r\u{1B}[2K")
    }
  }

  /// Does the work on `runs` with a line that is removed afterwards.
  static func showing<Value>(
    _ runs: RunTable, _ work: (FitProgress?) async throws -> Value
  ) async rethrows -> Value {
    let line = ProgressLine(runs.printableName)
    defer { line?.clear() }
    return try await work { line?.show($0, of: $1) }
  }
}
