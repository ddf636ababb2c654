import Foundation
import ProgramRunner

/// A server on this machine that serves one file in the ways of `loopback-server.py`.
///
/// It ends with the last reference to it.
public final class LoopbackServer {
  /// Its address, such as `http://127.0.0.1:40321`.
  public let address: String
  private let log: String
  private let program: RunningProgram
  private let input = Pipe()

  /// A server of the file at `path`.
  ///
  /// - Throws: ``CannotStart`` where it cannot be started.
  public init(serving path: String) throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("loopback-server.py").path
    let output = Pipe()
    log = path + ".requests"
    try Data().write(to: URL(fileURLWithPath: log))
    program = try RunningProgram(
      "/usr/bin/env", ["python3", script, path, log],
      streams: (
        input.fileHandleForReading.fileDescriptor, output.fileHandleForWriting.fileDescriptor,
        STDERR_FILENO
      ))
    // Else its end would not be seen.
    try output.fileHandleForWriting.close()
    var line = ""
    while !line.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw CocoaError(.fileReadUnknown) }
      line += String(decoding: data, as: UTF8.self)
    }
    address = "http://127.0.0.1:\(line.dropLast())"
  }

  deinit {
    program.send(SIGKILL)
    _ = try? program.endBlocking(within: 10)
  }

  /// The requests so far: the path, and the range that was asked for or `-`.
  ///
  /// - Returns: A text each.
  /// - Throws: `CocoaError` where the server's log is gone.
  public func requests() throws -> [String] {
    try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
