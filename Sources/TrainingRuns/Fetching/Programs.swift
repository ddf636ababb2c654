#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Other programs, and where they are looked for.
public struct Programs: Sendable {
  private let folders: [String]

  /// Programs in the folders of `path`, with colons between them, as in the variable `PATH`.
  public init(path: String?) {
    folders = (path ?? "").split(separator: ":").map(String.init)
  }

  /// What a program left behind.
  package struct Result: Sendable {
    /// Its exit status; 128 and the signal's number where one ended it.
    package var status: Int32
    /// What it wrote to standard output.
    package var output: String
    /// What it wrote to standard error.
    package var errors: String
  }

  /// The path of the program `name`; `nil` where there is none.
  package func locate(_ name: String) -> String? {
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
  ///   - input: The file it reads as standard input.
  ///   - receive: Gets what it writes to standard output, as it comes; where there is none, little may be
  ///     written, which is in the result.
  ///   - tick: Called ten times a second while it runs; the program is ended where this throws.
  /// - Returns: Its status and what it wrote.
  /// - Throws: What `tick` throws, `CancellationError` where the task is cancelled, and
  ///   ``ProgramError`` where the program cannot be started.
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
        // What it has written before it ended is all there is.
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

  /// The SHA-256 of a file, in small hexadecimal digits.
  ///
  /// It is found by `sha256sum` or `shasum`, of which every Unix has one: a library that can do it
  /// takes longer to build than all of Echelle's own dependencies.
  /// - Throws: ``DownloadError`` where neither program is there, or can read the file, and
  ///   ``ProgramError`` where one cannot be started.
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
