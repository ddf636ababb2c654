/// Why a rollout has no result.
public enum RolloutError: Error, Equatable, Sendable {
  /// The compute of the runs is not known.
  case noCompute(dataset: String)
  /// The left side of the law cannot be undone, so its predictions are not of the column.
  case leftSide(dataset: String, leftSide: String)
  /// None of the cut-offs can be used, with the quantile and the reason of each.
  case noUsableCutoff(dataset: String, reasons: [String])
}

extension RolloutError: CustomStringConvertible {
  /// What is wrong, why, and how to mend it, a line each.
  public var description: String {
    switch self {
    case .noCompute(let dataset):
      return """
        \(dataset): the runs have no compute C
          why: the cut-offs of a rollout lie at quantiles of C
          fix: name a column of C, or those of N and D from which it is computed
        """
    case .leftSide(let dataset, let leftSide):
      return """
        \(dataset): a law of \(leftSide) does not predict what was observed
          why: \(leftSide) cannot be undone, and a rollout compares predictions with the runs
          fix: write the law of the column itself, or of a log, a logit or a multiple of it
        """
    case .noUsableCutoff(let dataset, let reasons):
      return """
        \(dataset): no cut-off can be used
          why: \(reasons.joined(separator: "; "))
          fix: add runs at more budgets of compute, or leave fewer of them out
        """
    }
  }
}
