import ArgumentParser
import Batch
import EnergyModel
import Escaping
import Formulas
import Foundation
import Planning
import Platform
import ScalingLaws
import Studies
import Tables

/// How errors are told, and which exit status they give: 65 for bad data, 64 for what was said on the
/// command line, 1 for anything else.
enum Failure {
  static let badData = ExitCode(65)
  static let usage = ExitCode(64)
  /// What a shell makes of an end by the signal that has come, or by SIGINT.
  static var interrupted: ExitCode {
    ExitCode(128 + (Interruption.signal == 0 ? SIGINT : Interruption.signal))
  }

  /// Runs `work`; on an error, tells it on standard error and ends with its status.
  static func reporting(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let exit as ExitCode {
      throw exit
    } catch let error as SystemError where error.code == EPIPE {
      // Who reads standard output has read enough, as `head` has: without a word, as SIGPIPE ends others.
      throw ExitCode(128 + SIGPIPE)
    } catch {
      Machine.writeError("error: \(text(of: error))")
      throw status(of: error)
    }
  }

  static func text(of error: any Error) -> String {
    switch error {
    case let error as CocoaError: text(of: error)
    case is CancellationError: "interrupted"
    case let error as SystemError:
      """
      \(error.path.escapingControlCharacters()): cannot be written: \(error.reason)
        fix: make room, or name another place
      """
    default: "\(error)"
    }
  }

  /// What Foundation could not do, with the path and the reason, which its own text leaves out.
  private static func text(of error: CocoaError) -> String {
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error
    let reason =
      (underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
      ?? (underlying ?? error).localizedDescription
    let path = error.filePath ?? error.url?.path ?? FileManager.default.temporaryDirectory.path
    return """
      \(path.escapingControlCharacters()): cannot be written: \(reason)
        fix: make room, or name another place; temporary files go where TMPDIR says
      """
  }

  static func status(of error: any Error) -> ExitCode {
    switch error {
    case let error as InputError where error.isSystemFault: .failure
    case let error as InputError: error.location.isOption ? usage : badData
    case let error as EnergyModelError:
      if case .missingTable = error { .failure } else { usage }
    case is PlanningError, is FormulaError, is MultiverseError, is JointError, is InferenceError:
      usage
    case let error as FitError: error.isAboutTheStart ? usage : badData
    case is RolloutError, is AllocationError: badData
    case is ValidationError, is SbatchTextError: usage
    case let error as ComparisonError: error.isAboutTheLaws ? usage : badData
    case let error as OutputError: if case .cannotWrite = error { .failure } else { usage }
    case let error as ResultsError:
      switch error {
      case .cannotWrite: .failure
      case .holdsOthers: usage
      default: badData
      }
    case is CancellationError: interrupted
    default: .failure
    }
  }

  /// The status where some of a command's work has failed with `errors`: 65 where the data is at fault.
  static func status(ofAll errors: [any Error]) -> ExitCode {
    errors.contains { status(of: $0) == .failure } ? .failure : badData
  }
}
