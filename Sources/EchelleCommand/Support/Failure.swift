import ArgumentParser
import Diagnostics
import Documents
import Foundation
import Platform

/// How errors are reported, and their exit status.
enum Failure {
  /// Runs `work`; on an error, reports it on standard error and ends with its status.
  static func reporting(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let exit as ExitCode {
      throw exit
    } catch let error as SystemError where error.code == EPIPE {
      // The reader, such as `head`, has read enough: end silently, as SIGPIPE ends others.
      throw ExitCode(128 + SIGPIPE)
    } catch {
      throw report(diagnostic(of: error))
    }
  }

  /// Writes an error to standard error: as text, or with --format json as a JSON document in one line.
  ///
  /// - Returns: The exit status, by the error's category.
  static func report(_ diagnostic: Diagnostic) -> ExitCode {
    let status = status(of: diagnostic.category)
    Spelling.$current.withValue(.options) {
      if CommandLineWords.current.asksForJSON {
        writeDocument(of: diagnostic, status: status)
      } else {
        Machine.writeError("error: \(diagnostic)")
      }
    }
    return status
  }

  /// Writes to standard error which parts of a command's work failed.
  ///
  /// With --format json, that is one document with the summary, since the result lists the errors.
  static func report(
    _ errors: [String], summary: String, category: Diagnostic.Category
  ) -> ExitCode {
    guard !CommandLineWords.current.asksForJSON else {
      return report(Diagnostic(what: Phrase(summary), category: category))
    }
    for error in errors { Machine.writeError("error: \(error)") }
    Machine.writeError(summary)
    return status(of: category)
  }

  /// Writes `errors` to standard error, a document a line.
  ///
  /// - Returns: The exit status of all of them, which each states.
  static func reportDocuments(_ errors: [any Error]) -> ExitCode {
    let status = status(of: category(ofAll: errors))
    for error in errors {
      writeDocument(of: diagnostic(of: error), status: status)
    }
    return status
  }

  /// Writes the document of an error to standard error.
  private static func writeDocument(of diagnostic: Diagnostic, status: ExitCode) {
    guard let line = try? ErrorDocument(diagnostic, exitStatus: status.rawValue).line() else {
      preconditionFailure("texts and whole numbers can be written")
    }
    Machine.writeToStandardError(line)
  }

  /// `error` as all errors are reported.
  static func diagnostic(of error: any Error) -> Diagnostic {
    switch error {
    case let error as any Diagnosed: error.diagnostic
    case let error as CocoaError: diagnostic(of: error)
    case is CancellationError: Diagnostic(what: "interrupted", category: .interruption)
    case is ValidationError: Diagnostic(what: "\(error)", category: .usage)
    default: Diagnostic(what: "\(error)", category: .system)
    }
  }

  /// An error of Foundation, with the path and the reason that its own text leaves out.
  private static func diagnostic(of error: CocoaError) -> Diagnostic {
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error
    let reason =
      (underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
      ?? (underlying ?? error).localizedDescription
    let path = error.filePath ?? error.url?.path ?? FileManager.default.temporaryDirectory.path
    return Diagnostic(
      origin: Origin(file: path), what: "cannot be written: \(reason)",
      fix: "free some space, or write elsewhere; TMPDIR sets the folder of temporary files",
      category: .system)
  }

  /// 64 for usage, 65 for bad data, 128 plus the number of the signal that ended the command (or of
  /// SIGINT), and 1 for anything else.
  static func status(of category: Diagnostic.Category) -> ExitCode {
    switch category {
    case .usage: ExitCode(64)
    case .data: ExitCode(65)
    case .system: .failure
    case .interruption: ExitCode(128 + (Interruption.signal == 0 ? SIGINT : Interruption.signal))
    }
  }

  /// The category where some of a command's work failed with `errors`: data, unless one is of the system.
  static func category(ofAll errors: [any Error]) -> Diagnostic.Category {
    errors.contains { diagnostic(of: $0).category == .system } ? .system : .data
  }
}
