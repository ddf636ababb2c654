public import Diagnostics
internal import ScalingLaws

/// Why the compute-optimal allocation could not be found from the given runs.
public enum AllocationError: Error, Equatable, Sendable {
  /// A standard error of log N* is zero.
  case standardErrorNotPositive(file: String, line: Int, header: String)
  /// Every run has a single row.
  case noTrainingCurves(dataset: String, runs: Int, identity: String)
  /// A run has rows with different N.
  case sizeChangesWithinRun(dataset: String, run: String, first: Double, second: Double)
  /// Several curves share a size, and no column tells the runs apart.
  case severalCurvesPerSize(dataset: String, parameterCount: Double, tokenCount: Double)
}

extension AllocationError: Diagnosed {
  /// What is wrong, why it matters, and how to mend it.
  public var diagnostic: Diagnostic {
    switch self {
    case .standardErrorNotPositive(let file, let line, let header):
      Diagnostic(
        origin: Origin(file: file, line: line),
        what: "column '\(header)': expected a positive number, found 0",
        why: "an optimum weighs 1/σ² in the power law, σ the standard error of its log N*",
        fix: "correct the cell, or leave the row out with \(.filter, quoted: "\(header) > 0")")
    case .noTrainingCurves(let dataset, let runs, let identity):
      Diagnostic(
        origin: Origin(document: dataset),
        what:
          "no training curves: each of \(runs) runs, told apart by \(identity), has one row",
        why: "the envelope is the lowest of curves that are followed over training",
        fix:
          "give checkpoints, several rows a run; if another column names the run, "
          + "\(.column, of: "run", "HEADER"); if N does, \(.column, of: "run", "")")
    case .sizeChangesWithinRun(let dataset, let run, let first, let second):
      Diagnostic(
        origin: Origin(document: dataset),
        what: "run '\(run)' has N = \(compact(first)) and N = \(compact(second))",
        why: "a training curve belongs to one model",
        fix: "name the column that tells runs apart: \(.column, of: "run", "HEADER")")
    case .severalCurvesPerSize(let dataset, let parameterCount, let tokenCount):
      Diagnostic(
        origin: Origin(document: dataset),
        what:
          "several rows have N = \(compact(parameterCount)) and D = \(compact(tokenCount))",
        why: "without a column that names the run, rows of the same N are one training curve",
        fix: "name the column that tells runs apart: \(.column, of: "run", "HEADER")")
    }
  }
}
