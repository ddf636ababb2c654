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

extension AllocationError: CustomStringConvertible {
  /// What is wrong, why it matters, and how to mend it, a line each.
  public var description: String {
    switch self {
    case .standardErrorNotPositive(let file, let line, let header):
      """
      \(file):\(line): column '\(header)': expected a positive number, found 0
        why: an optimum weighs 1/σ² in the power law, σ the standard error of its log N*
        fix: correct the cell, or leave the row out with --where '\(header) > 0'
      """
    case .noTrainingCurves(let dataset, let runs, let identity):
      """
      \(dataset): no training curves: each of \(runs) runs, told apart by \(identity), has one row
        why: the envelope is the lowest of curves that are followed over training
        fix: give checkpoints, several rows a run; if another column names the run, \
      --columns run=HEADER; if N does, --columns run=
      """
    case .sizeChangesWithinRun(let dataset, let run, let first, let second):
      """
      \(dataset): run '\(run)' has N = \(compact(first)) and N = \(compact(second))
        why: a training curve belongs to one model
        fix: name the column that tells runs apart: --columns run=HEADER
      """
    case .severalCurvesPerSize(let dataset, let parameterCount, let tokenCount):
      """
      \(dataset): several rows have N = \(compact(parameterCount)) and D = \(compact(tokenCount))
        why: without a column that names the run, rows of the same N are one training curve
        fix: name the column that tells runs apart: --columns run=HEADER
      """
    }
  }
}
