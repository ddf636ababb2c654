import Foundation

/// Other programs, and where they are looked for.
public struct Programs: Sendable {
  private let folders: [String]

  /// Programs in the folders of `path`, with colons between them, as in the variable `PATH`.
  public init(path: String?) {
    folders = (path ?? "").split(separator: ":").map(String.init)
  }

  /// What a program left behind.
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The path of the program `name`; `nil` where there is none.
  func locate(_ name: String) -> String? {
    folders.map { FileSystem.join($0, name) }.first { path in
      FileSystem.kind(of: path) == .file && access(path, X_OK) == 0
    }
  }

  /// Runs a program to its end.
  ///
  /// It may write little: its output is read when it has ended.
  /// - Parameters:
  ///   - path: Where the program is.
  ///   - arguments: What it is given.
  ///   - input: The file it reads as standard input; `nil` for none.
  ///   - tick: Called ten times a second while it runs; the program is ended where this throws.
  /// - Throws: What `tick` throws, `CancellationError` where the task is cancelled, and `CocoaError`
  ///   where the program cannot be started or `input` cannot be read.
  func run(
    _ path: String, _ arguments: [String], input: String? = nil, tick: () throws -> Void = {}
  ) async throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) }
      ?? FileHandle.nullDevice
    try process.run()
    do {
      var pause = Duration.milliseconds(1)
      while process.isRunning {
        try tick()
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .milliseconds(100))
      }
    } catch {
      process.terminate()
      process.waitUntilExit()
      throw error
    }
    func text(_ pipe: Pipe) -> String {
      String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    return Result(
      status: process.terminationStatus, output: text(output), errors: text(errors))
  }

  /// The SHA-256 of a file, in small hexadecimal digits.
  ///
  /// It is found by `sha256sum` or `shasum`, of which every Unix has one: a library that can do it
  /// takes longer to build than all of Echelle's own dependencies.
  /// - Throws: ``DownloadError`` where neither program is there, `CocoaError` where the file cannot be
  ///   read.
  public func sha256(ofFile path: String) async throws -> String {
    let known: [(name: String, arguments: [String])] = [
      ("sha256sum", []), ("shasum", ["-a", "256"]),
    ]
    for (name, arguments) in known {
      guard let program = locate(name) else { continue }
      let result = try await run(program, arguments, input: path)
      let digest = result.output.prefix(64).lowercased()
      if result.status == 0, digest.count == 64, digest.allSatisfy(\.isHexDigit) { return digest }
    }
    throw DownloadError(address: path, cause: .noChecksumProgram)
  }
}
