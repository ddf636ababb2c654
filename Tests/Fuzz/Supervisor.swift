import Foundation
import ProgramRunner

/// Runs a target in processes of its own.
struct Supervisor {
  let target: FuzzTarget
  let seed: UInt64
  /// How many seconds a thousand inputs may take.
  let limit: Double

  /// How many inputs a process has.
  private static let chunk = 20_000
  private static let executable =
    Bundle.main.executableURL?.path ?? CommandLine.arguments[0]

  /// A fault among `inputs`, the first one found; `nil` where there is none.
  ///
  /// Several processes work at a time, one for each processor.
  func fault(in inputs: Range<Int>) async throws -> String? {
    var chunks = stride(from: inputs.lowerBound, to: inputs.upperBound, by: chunkSize(of: inputs))
      .map { $0..<min($0 + chunkSize(of: inputs), inputs.upperBound) }[...]
    return try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
        if let chunk = chunks.popFirst() { group.addTask { try await fault(inChunk: chunk) } }
      }
      for try await fault in group {
        if let fault { return fault }
        if let chunk = chunks.popFirst() { group.addTask { try await self.fault(inChunk: chunk) } }
      }
      return nil
    }
  }

  /// Small enough for every processor to have some, and large enough for starting to take no time.
  private func chunkSize(of inputs: Range<Int>) -> Int {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    return min(Self.chunk, (inputs.count + processors - 1) / processors)
  }

  private func fault(inChunk chunk: Range<Int>) async throws -> String? {
    guard var outcome = try await outcome(of: chunk) else { return nil }
    var suspects = chunk
    // A process that dies cannot say on which input: halving finds it.
    while suspects.count > 1, outcome.isDeath {
      let middle = suspects.lowerBound + suspects.count / 2
      if let lower = try await self.outcome(of: suspects.lowerBound..<middle) {
        (outcome, suspects) = (lower, suspects.lowerBound..<middle)
      } else if let upper = try await self.outcome(of: middle..<suspects.upperBound) {
        (outcome, suspects) = (upper, middle..<suspects.upperBound)
      } else {
        return "\(outcome.text), but only on inputs \(suspects) together"
      }
    }
    guard outcome.isDeath else { return outcome.text }
    let input = String(
      decoding: target.input(seed: seed, index: suspects.lowerBound), as: UTF8.self)
    return "\(outcome.text) on input \(suspects.lowerBound): \(input.debugDescription)"
  }

  /// What went wrong with some inputs.
  private struct Outcome {
    let text: String
    /// Whether the process ended before it could say on which input.
    let isDeath: Bool
  }

  private func outcome(of inputs: Range<Int>) async throws -> Outcome? {
    let output = Pipe()
    let program = try RunningProgram(
      Self.executable,
      [
        "--target", target.name, "--seed", "\(seed)", "--inputs", "\(inputs.count)",
        "--worker-first", "\(inputs.lowerBound)",
      ], streams: (nil, output.fileHandleForWriting.fileDescriptor, nil))
    // Else its end would not be seen.
    try output.fileHandleForWriting.close()
    let seconds = limit / min(target.weight, 1) * max(1, Double(inputs.count) / 1000)
    let code: Int32
    do {
      code = try await program.end(within: seconds)
    } catch is TookTooLong {
      return Outcome(text: "hangs for \(seconds) s", isDeath: true)
    }
    if code < 0 { return Outcome(text: "dies by signal \(-code)", isDeath: true) }
    guard code != 0 else { return nil }
    // A finding is a line, which a pipe holds until it is read.
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    return Outcome(text: text.split(separator: "\n").last.map(String.init) ?? "", isDeath: false)
  }
}
