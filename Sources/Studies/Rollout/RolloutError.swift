public import Diagnostics

/// Why a rollout has no result.
public enum RolloutError: Error, Equatable, Sendable {
  /// The compute of the runs is not known.
  case noCompute(dataset: String)
  /// The left side of the law cannot be undone, so its predictions are not of the column.
  case leftSide(dataset: String, leftSide: String)
  /// None of the cut-offs can be used, with the quantile and the reason of each.
  case noUsableCutoff(dataset: String, reasons: [String])
}

extension RolloutError: Diagnosed {
  /// What is wrong, why, and how to mend it.
  public var diagnostic: Diagnostic {
    switch self {
    case .noCompute(let dataset):
      Diagnostic(
        origin: Origin(document: dataset), what: "the runs have no compute C",
        why: "the cut-offs of a rollout lie at quantiles of C",
        fix: "name a column of C, or those of N and D from which it is computed")
    case .leftSide(let dataset, let leftSide):
      Diagnostic(
        origin: Origin(document: dataset),
        what: "a law of \(leftSide) does not predict what was observed",
        why: "\(leftSide) cannot be undone, and a rollout compares predictions with the runs",
        fix: "write the law of the column itself, or of a log, a logit or a multiple of it")
    case .noUsableCutoff(let dataset, let reasons):
      Diagnostic(
        origin: Origin(document: dataset), what: "no cut-off can be used",
        why: "\(reasons.joined(separator: "; "))",
        fix: "add runs at more budgets of compute, or leave fewer of them out")
    }
  }
}
