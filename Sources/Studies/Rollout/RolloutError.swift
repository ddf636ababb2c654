public import Diagnostics

/// Why a rollout has no result.
public enum RolloutError: Error, Equatable, Sendable {
  /// The compute of the runs is unknown.
  case noCompute(dataset: String)
  /// The left side of the law cannot be inverted, so it does not predict the column.
  case leftSide(dataset: String, leftSide: String)
  /// None of the cut-offs can be used, with the quantile and the reason of each.
  case noUsableCutoff(dataset: String, reasons: [String])
}

extension RolloutError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    switch self {
    case .noCompute(let dataset):
      Diagnostic(
        origin: Origin(document: dataset), what: "the runs have no compute C",
        why: "rollout cut-offs are quantiles of C",
        fix: "name a column for C, or columns for N and D")
    case .leftSide(let dataset, let leftSide):
      Diagnostic(
        origin: Origin(document: dataset),
        what: "a law for \(leftSide) does not predict the observed quantity",
        why: "\(leftSide) cannot be inverted, and a rollout compares predictions with the runs",
        fix: "write the law for the column itself, or for its log, its logit or a multiple of it")
    case .noUsableCutoff(let dataset, let reasons):
      Diagnostic(
        origin: Origin(document: dataset), what: "no cut-off can be used",
        why: "\(reasons.joined(separator: "; "))",
        fix: "add runs at more compute budgets, or exclude fewer runs")
    }
  }
}
