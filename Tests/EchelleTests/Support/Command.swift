import Foundation
import ProgramRunner

/// What a run of the command left behind.
struct Outcome: Sendable {
  let exitCode: Int32
  /// Standard output, as bytes were written.
  let output: String
  /// Standard error.
  let errors: String
}

/// Runs of the built command.
enum Command {
  /// The root of the package.
  static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder of the repository's datasets and reference tables.
  static let datasets = packageRoot.appendingPathComponent("datasets").path

  /// The command, which is built into the folder of the test bundle; or that of `ECHELLE_COMMAND`, such
  /// as the one that `make build` has linked statically.
  static let executable: URL = {
    if let path = ProcessInfo.processInfo.environment["ECHELLE_COMMAND"] {
      return URL(fileURLWithPath: path)
    }
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: bundle)
    while folder.path.contains(".xctest") { folder.deleteLastPathComponent() }
    return folder.appendingPathComponent("echelle")
  }()

  /// The longest a run may take, in seconds, before it is ended and the test fails.
  private static let limit = 600.0

  /// Enough to keep the processors busy, and for tests that run two or three at once.
  private static let slots = ProcessSlots(count: 8)

  /// Runs the command in `folder`, with the repository's datasets and without a terminal.
  ///
  /// - Parameters:
  ///   - arguments: What follows `echelle`.
  ///   - folder: The current folder of the run.
  ///   - input: Standard input; nothing if `nil`.
  ///   - environment: Variables to set besides those of the tests.
  ///   - executable: Another program to run in its place.
  /// - Returns: What was written, and the exit code; minus the signal's number if one ended the run.
  /// - Throws: ``CannotStart`` where the program cannot be run, ``TookTooLong``.
  static func run(
    _ arguments: [String], in folder: URL, input: String? = nil,
    environment: [String: String] = [:], executable: URL = executable
  ) async throws -> Outcome {
    await slots.take()
    do {
      let outcome = try await outcome(
        of: executable, arguments, in: folder, input: input, environment: environment)
      await slots.giveBack()
      return outcome
    } catch {
      await slots.giveBack()
      throw error
    }
  }

  private static func outcome(
    of executable: URL, _ arguments: [String], in folder: URL, input: String?,
    environment: [String: String]
  ) async throws -> Outcome {
    let streams = try Sandbox()
    // Files, unlike pipes, hold any amount without a reader.
    try streams.write(input ?? "", to: "input")
    let inputFile = try FileHandle(forReadingFrom: streams.url("input"))
    let (outputFile, errorsFile) = (try streams.newFile("output"), try streams.newFile("errors"))
    defer { for file in [inputFile, outputFile, errorsFile] { try? file.close() } }
    let program = try RunningProgram(
      executable.path, arguments, in: folder.path, environment: variables(environment),
      streams: (
        inputFile.fileDescriptor, outputFile.fileDescriptor, errorsFile.fileDescriptor
      ))
    let exitCode = try await program.end(within: limit)
    return Outcome(
      exitCode: exitCode, output: try streams.read("output"), errors: try streams.read("errors"))
  }

  /// Starts the command in `folder` without waiting for it; what it writes is lost.
  ///
  /// - Throws: ``CannotStart`` where it cannot be run.
  static func start(_ arguments: [String], in folder: URL) throws -> RunningProgram {
    try RunningProgram(
      executable.path, arguments, in: folder.path, environment: variables([:]),
      streams: (nil, nil, nil))
  }

  private static func variables(_ added: [String: String]) -> [String: String] {
    ProcessInfo.processInfo.environment
      .merging(["ECHELLE_DATASETS": datasets]) { $1 }
      .merging(added) { $1 }
  }
}
