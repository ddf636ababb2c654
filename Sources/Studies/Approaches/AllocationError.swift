public import Diagnostics
internal import ScalingLaws

/// Why the compute-optimal allocation could not be computed from the given runs.
public enum AllocationError: Error, Equatable, Sendable {
  /// A standard error of log N* is zero.
  case standardErrorNotPositive(file: String, line: Int, header: String)
  /// Every run has a single row.
  case noTrainingCurves(dataset: String, runs: Int, identity: String)
  /// A run has rows with different N.
  case sizeChangesWithinRun(dataset: String, run: String, first: Double, second: Double)
  /// Several curves share a size, and no column identifies the runs.
  case severalCurvesPerSize(dataset: String, parameterCount: Double, tokenCount: Double)
}

extension AllocationError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    switch self {
    case .standardErrorNotPositive(let file, let line, let header):
      Diagnostic(
        origin: Origin(file: file, line: line),
        what: "column '\(header)': expected a positive number, found 0",
        why:
          "each optimum has weight 1/σ² in the power law, where σ is the standard error of log N*",
        fix: "correct the cell, or exclude the row with \(.filter, quoted: "\(header) > 0")")
    case .noTrainingCurves(let dataset, let runs, let identity):
      Diagnostic(
        origin: Origin(document: dataset),
        what:
          "no training curves: each of \(runs) runs, identified by \(identity), has one row",
        why: "the envelope is the minimum over training curves",
        fix:
          "give several checkpoints per run, one row each; if another column names the run, "
          + "\(.column, of: "run", "HEADER"); if N identifies it, \(.column, of: "run", "")")
    case .sizeChangesWithinRun(let dataset, let run, let first, let second):
      Diagnostic(
        origin: Origin(document: dataset),
        what: "run '\(run)' has N = \(compact(first)) and N = \(compact(second))",
        why: "a training curve belongs to one model",
        fix: "name the column that identifies the run: \(.column, of: "run", "HEADER")")
    case .severalCurvesPerSize(let dataset, let parameterCount, let tokenCount):
      Diagnostic(
        origin: Origin(document: dataset),
        what:
          "several rows have N = \(compact(parameterCount)) and D = \(compact(tokenCount))",
        why: "without a run column, rows with the same N form one training curve",
        fix: "name the column that identifies the run: \(.column, of: "run", "HEADER")")
    }
  }
}
