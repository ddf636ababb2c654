public import Diagnostics

/// Why laws cannot be compared on the given runs.
public enum ComparisonError: Error, Equatable, Sendable {
  /// Fewer than two laws were given.
  case tooFewLaws(count: Int)
  /// A law was given twice.
  case sameLaw(law: String)
  /// The laws are of different columns.
  case differentResponses(responses: [String])
  /// The residuals of the laws are not of the same quantity.
  case differentQuantities(laws: [String], quantities: [String])
  /// The runs have weights other than 1.
  case weightedRuns(dataset: String)
  /// None of the laws can be ranked, each for a reason of its own.
  case nothingRanked(dataset: String, reasons: [String])
}

extension ComparisonError: Diagnosed {
  /// What is wrong, why, and how to mend it.
  ///
  /// The choice of laws is what the user asked for; weights and runs are data.
  public var diagnostic: Diagnostic {
    switch self {
    case .tooFewLaws(let count):
      Diagnostic(
        what: "\(count == 1 ? "one law was" : "\(count) laws were") given to compare",
        why: "an information criterion says something only beside that of another law",
        fix:
          "name each law, as in \([Mention(.comparedLaws, "chinchilla"), Mention(.comparedLaws, value: .quoted("E + A / C^alpha"))])",
        category: .usage)
    case .sameLaw(let law):
      Diagnostic(
        what: "the law '\(law)' was given twice",
        why: "the weights of the laws would count it twice",
        fix: "leave one of the two out", category: .usage)
    case .differentResponses(let responses):
      Diagnostic(
        what: "the laws are of different columns: \(responses.joined(separator: ", "))",
        why: "likelihoods of different observations cannot be compared",
        fix: "compare laws of one column", category: .usage)
    case .differentQuantities(let laws, let quantities):
      Diagnostic(
        what: "the residuals are not of the same quantity: "
          + zip(laws, quantities).map { "'\($0)' of \($1)" as Phrase }.joined(separator: ", "),
        why: "the density of a quantity and that of a function of it cannot be compared",
        fix: "write the laws with the same left side", category: .usage)
    case .weightedRuns(let dataset):
      Diagnostic(
        origin: Origin(document: dataset), what: "the runs have weights",
        why:
          "a weight is not a number of observations, so the likelihood of weighted runs is not defined",
        fix: "compare without the column of weights, or select runs with \(.filter)")
    case .nothingRanked(let dataset, let reasons):
      Diagnostic(
        origin: Origin(document: dataset), what: "none of the laws can be ranked",
        why: "\(reasons.joined(separator: "; "))",
        fix: "add runs, or compare laws with fewer coefficients")
    }
  }
}
