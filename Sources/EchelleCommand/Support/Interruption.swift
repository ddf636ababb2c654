import Foundation
import Synchronization

/// Handles SIGINT, SIGTERM and SIGHUP: ends at once with status 128 plus the signal's number, or cancels the
/// work where something has to be undone first.
enum Interruption {
  /// The number of pieces of work that end by themselves.
  private static let deferrals = Atomic<Int>(0)
  private static let number = Atomic<Int32>(0)
  /// Where the handler writes a byte that wakes the thread which cancels.
  private static let wakeEnd = Atomic<Int32>(-1)

  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// The number of the signal received; 0 if none.
  static var signal: Int32 { number.load(ordering: .sequentiallyConsistent) }

  /// Handles the signals from now on; those that were ignored stay so, as under nohup.
  ///
  /// They are unblocked: a program that starts the command from a worker thread passes on its mask, and
  /// nobody could end the command.
  /// - Parameter task: The work of the command, cancelled while it is in ``deferring(_:)``.
  static func handle(cancelling task: Task<Void, Never>) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Made here: a handler must not be the first to use them.
    deferrals.store(0, ordering: .sequentiallyConsistent)
    number.store(0, ordering: .sequentiallyConsistent)
    wakeEnd.store(ends[1], ordering: .sequentiallyConsistent)
    let readEnd = ends[0]
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while read(readEnd, &byte, 1) < 0, errno == EINTR {}
      task.cancel()
    }
    var heard = sigset_t()
    sigemptyset(&heard)
    for number in signals {
      sigaddset(&heard, number)
      let before = Foundation.signal(number, endOrNote)
      if isIgnored(before) { _ = Foundation.signal(number, SIG_IGN) }
    }
    pthread_sigmask(SIG_UNBLOCK, &heard, nil)
  }

  /// Does work that undoes what it has begun when its task is cancelled.
  ///
  /// A second signal ends the process all the same.
  /// - Throws: What `work` throws, and `CancellationError` after a signal.
  static func deferring<Value>(_ work: () async throws -> Value) async throws -> Value {
    deferrals.add(1, ordering: .sequentiallyConsistent)
    defer { deferrals.subtract(1, ordering: .sequentiallyConsistent) }
    let value = try await work()
    guard signal == 0 else { throw CancellationError() }
    return value
  }

  /// What a signal does; all of it is allowed in a handler.
  private static let endOrNote: @convention(c) (Int32) -> Void = { received in
    let isFirst = number.load(ordering: .sequentiallyConsistent) == 0
    guard deferrals.load(ordering: .sequentiallyConsistent) > 0, isFirst else {
      _exit(128 + received)
    }
    number.store(received, ordering: .sequentiallyConsistent)
    var byte: UInt8 = 0
    _ = write(wakeEnd.load(ordering: .sequentiallyConsistent), &byte, 1)
  }

  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
