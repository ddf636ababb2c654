import ArgumentParser
import Batch
import EnergyModel
import Escaping
import Formulas
import Foundation
import Planning
import ScalingLaws
import Tables

/// How errors are told, and which exit status they give: 65 for bad data, 64 for what was said on the
/// command line, 1 for anything else.
enum Failure {
  static let badData = ExitCode(65)
  static let usage = ExitCode(64)
  /// What a shell makes of an end by SIGINT.
  static let interrupted = ExitCode(130)

  /// Runs `work`; on an error, tells it on standard error and ends with its status.
  static func reporting(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let exit as ExitCode {
      throw exit
    } catch {
      Machine.writeError("error: \(text(of: error))")
      throw status(of: error)
    }
  }

  static func text(of error: any Error) -> String {
    switch error {
    case let error as CocoaError: error.localizedDescription
    case is CancellationError: "interrupted"
    default: "\(error)"
    }
  }

  static func status(of error: any Error) -> ExitCode {
    switch error {
    case let error as InputError: error.location.file.hasPrefix("--") ? usage : badData
    case let error as EnergyModelError:
      if case .missingTable = error { .failure } else { usage }
    case is PlanningError, is FormulaError, is MultiverseError, is JointError, is InferenceError:
      usage
    case let error as FitError: error.isAboutTheStart ? usage : badData
    case is RolloutError, is AllocationError: badData
    case is ValidationError, is SbatchTextError: usage
    case let error as ComparisonError: error.isAboutTheLaws ? usage : badData
    case let error as OutputError: if case .cannotWrite = error { .failure } else { usage }
    case let error as ResultsError: if case .cannotWrite = error { .failure } else { badData }
    case is CancellationError: interrupted
    default: .failure
    }
  }
}
