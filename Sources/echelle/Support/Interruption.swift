import Dispatch
import Foundation

/// Work that another program does, which has to end with this one.
enum Interruption {
  /// Does `work`, which is cancelled on SIGINT and SIGTERM.
  ///
  /// - Parameters:
  ///   - noting: Told the number of the signal, before the work is cancelled.
  ///   - work: The work.
  /// - Returns: What it returns.
  /// - Throws: What `work` throws: `CancellationError` where it was cancelled.
  static func cancelling<Value: Sendable>(
    noting: @escaping @Sendable (Int32) -> Void = { _ in },
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await work() }
    let signals = [SIGINT, SIGTERM]
    let sources = signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        noting(number)
        task.cancel()
      }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in signals { signal(number, SIG_DFL) }
    }
    return try await task.value
  }
}
