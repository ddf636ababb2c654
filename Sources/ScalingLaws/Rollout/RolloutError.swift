/// Why a rollout has no result.
public enum RolloutError: Error, Equatable, Sendable {
  /// The compute of the runs is not known.
  case noCompute(dataset: String)
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
    case .noUsableCutoff(let dataset, let reasons):
      return """
        \(dataset): no cut-off can be used
          why: \(reasons.joined(separator: "; "))
          fix: add runs at more budgets of compute, or leave fewer of them out
        """
    }
  }
}
