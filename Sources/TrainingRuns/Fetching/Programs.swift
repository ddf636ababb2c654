#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Other programs, with their search path.
public struct Programs: Sendable {
  private let folders: [String]

  /// Programs in the colon-separated folders of `path`, as in the variable `PATH`.
  public init(path: String?) {
    folders = (path ?? "").split(separator: ":").map(String.init)
  }

  /// The result of a program.
  package struct Result: Sendable {
    /// Its exit status; 128 plus the signal number if a signal ended it.
    package var status: Int32
    /// Its standard output.
    package var output: String
    /// Its standard error.
    package var errors: String
  }

  /// The path of the program `name`; `nil` if it is not found.
  package func locate(_ name: String) -> String? {
    folders.map { FileSystem.join($0, name) }.first { path in
      FileSystem.kind(of: path) == .file && access(path, X_OK) == 0
    }
  }

  /// Runs a program to completion.
  ///
  /// Its output must be small: it is read at the end.
  /// - Parameters:
  ///   - path: The path of the program.
  ///   - arguments: Its arguments.
  ///   - input: The file for standard input.
  ///   - receive: Receives its standard output in chunks; without it, output must be
  ///     small, and is in the result.
  ///   - tick: Called ten times a second while it runs; throwing kills the program.
  /// - Returns: Its status and output.
  /// - Throws: Errors of `tick`, `CancellationError` if the task is cancelled, and
  ///   ``ProgramError`` if the program cannot be started.
  package func run(
    _ path: String, _ arguments: [String], input: String = "/dev/null",
    receive: (([UInt8]) throws -> Void)? = nil, tick: () throws -> Void = {}
  ) async throws -> Result {
    let process: ChildProcess
    do {
      process = try ChildProcess(path, arguments, input: input)
    } catch {
      throw ProgramError(path: path, reason: error.description)
    }
    do {
      var pause = Duration.milliseconds(1)
      while true {
        let status = process.endStatus()
        // After its end, the remaining output is complete.
        while let receive, case let bytes = process.received(), !bytes.isEmpty {
          try receive(bytes)
          try Task.checkCancellation()
          pause = .milliseconds(1)
          guard status != nil else { break }
        }
        if let status {
          let (output, errors) = process.written()
          return Result(status: status, output: output, errors: errors)
        }
        try tick()
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .milliseconds(receive == nil ? 100 : 20))
      }
    } catch {
      process.end()
      throw error
    }
  }

  /// The SHA-256 of a file, in lower-case hexadecimal.
  ///
  /// It is computed by `sha256sum` or `shasum`, one of which every Unix has: a library for it
  /// takes longer to build than all of Echelle's dependencies.
  /// - Throws: ``DownloadError`` if neither program is available, or can read the file, and
  ///   ``ProgramError`` if one cannot be started.
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
