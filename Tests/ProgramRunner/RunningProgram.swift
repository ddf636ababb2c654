import CSpawn
import Foundation

/// A program that a test has started, in a process group of its own.
///
/// Foundation's `Process` is not used: it learns of an end through a socket that programs started at
/// the same moment inherit, and so misses it while one of those lives; and what it starts from a
/// thread on which signals are blocked cannot be ended by them. Here a thread asks the system until
/// the program has ended or its time is over. Nothing but the three standard streams is inherited, and
/// no signal is blocked or ignored.
public struct RunningProgram: Sendable {
  /// The process, which is the leader of its group.
  private let identifier: pid_t

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - arguments: What it is given, without its name.
  ///   - folder: Its current folder; this process's if `nil`.
  ///   - environment: All its variables; this process's if `nil`.
  ///   - streams: The descriptors that become its standard input, output and error; `/dev/null` where
  ///     one is `nil`. They stay open here.
  /// - Throws: ``CannotStart``.
  public init(
    _ path: String, _ arguments: [String], in folder: String? = nil,
    environment: [String: String]? = nil,
    streams: (input: Int32?, output: Int32?, errors: Int32?)
  ) throws(CannotStart) {
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let variables =
      (environment ?? ProcessInfo.processInfo.environment).map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var identifier = pid_t()
    let descriptors = [streams.input, streams.output, streams.errors].map { $0 ?? -1 }
    let code = echelle_spawn_program(path, words, variables, folder, descriptors, &identifier)
    guard code == 0 else { throw CannotStart(path: path, code: code) }
    self.identifier = identifier
  }

  /// Waits for the end.
  ///
  /// It is to be called once.
  /// - Parameter seconds: The longest that the program may still run. Then it is killed, and what it
  ///   has started with it.
  /// - Returns: The exit code; minus the signal's number where one ended it.
  /// - Throws: ``TookTooLong``.
  public func end(within seconds: Double) async throws -> Int32 {
    try await withCheckedThrowingContinuation { continuation in
      // Not a task: tests may occupy all threads that tasks run on.
      Thread.detachNewThread {
        continuation.resume(with: Result { try endBlocking(within: seconds) })
      }
    }
  }

  /// The same for callers that are not asynchronous.
  public func endBlocking(within seconds: Double) throws -> Int32 {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    var pause: UInt32 = 500
    while true {
      var status: Int32 = 0
      let found = waitpid(identifier, &status, WNOHANG)
      if found == identifier {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : -signal
      }
      if found < 0, errno != EINTR { throw CannotStart(path: "\(identifier)", code: errno) }
      guard clock.now < deadline else {
        killAll()
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        throw TookTooLong(seconds: seconds)
      }
      usleep(pause)
      pause = min(pause * 3 / 2, 10_000)
    }
  }

  /// Sends a signal to the program, not to what it has started.
  public func send(_ signal: Int32) {
    kill(identifier, signal)
  }

  /// Kills the program, its group and, where the system lists them, its descendants in other groups.
  public func killAll() {
    let descendants = Self.descendants(of: identifier)
    kill(-identifier, SIGKILL)
    for descendant in descendants { kill(descendant, SIGKILL) }
  }

  private static func descendants(of identifier: pid_t) -> [pid_t] {
    let tasks = "/proc/\(identifier)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    let children = threads.flatMap { thread in
      ((try? String(contentsOfFile: "\(tasks)/\(thread)/children", encoding: .utf8)) ?? "")
        .split(separator: " ").compactMap { pid_t($0) }
    }
    return children + children.flatMap(descendants)
  }
}

/// A program that could not be started or waited for.
public struct CannotStart: Error, CustomStringConvertible {
  /// The program.
  public let path: String
  /// The number of the system's error.
  public let code: Int32

  /// The program and the system's words.
  public var description: String { "\(path): \(String(cString: strerror(code)))" }
}

/// A program that was killed since it had not ended in time.
public struct TookTooLong: Error, CustomStringConvertible {
  /// How long it had.
  public let seconds: Double

  /// What happened.
  public var description: String { "killed after \(seconds) s: it had not ended" }
}
