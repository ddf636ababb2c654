import Foundation

/// A server on this machine that serves one file in the ways of `loopback-server.py`.
///
/// It ends with the last reference to it.
public final class LoopbackServer {
  /// Its address, such as `http://127.0.0.1:40321`.
  public let address: String
  private let log: String
  private let process = Process()
  private let input = Pipe()

  /// A server of the file at `path`.
  ///
  /// - Throws: `CocoaError` where it cannot be started.
  public init(serving path: String) throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("loopback-server.py").path
    let output = Pipe()
    log = path + ".requests"
    try Data().write(to: URL(fileURLWithPath: log))
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script, path, log]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line = ""
    while !line.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw CocoaError(.fileReadUnknown) }
      line += String(decoding: data, as: UTF8.self)
    }
    address = "http://127.0.0.1:\(line.dropLast())"
  }

  deinit {
    // Other programs may have inherited its standard input, and it may have inherited blocked signals.
    kill(process.processIdentifier, SIGKILL)
  }

  /// The requests so far: the path, and the range that was asked for or `-`.
  ///
  /// - Returns: A text each.
  /// - Throws: `CocoaError` where the server's log is gone.
  public func requests() throws -> [String] {
    try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
