public import Diagnostics

/// Why laws cannot be compared on the given runs.
public enum ComparisonError: Error, Equatable, Sendable {
  /// Fewer than two laws were given.
  case tooFewLaws(count: Int)
  /// A law was given twice.
  case sameLaw(law: String)
  /// The laws are fitted to different columns.
  case differentResponses(responses: [String])
  /// The residuals of the laws are in different quantities.
  case differentQuantities(laws: [String], quantities: [String])
  /// The runs have weights other than 1.
  case weightedRuns(dataset: String)
  /// None of the laws can be ranked, each for its own reason.
  case nothingRanked(dataset: String, reasons: [String])
}

extension ComparisonError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  ///
  /// The choice of laws is a usage error; weights and runs are data errors.
  public var diagnostic: Diagnostic {
    switch self {
    case .tooFewLaws(let count):
      Diagnostic(
        what: "\(count == 1 ? "one law was" : "\(count) laws were") given to compare",
        why: "an information criterion is meaningful only relative to that of another law",
        fix:
          "name each law, as in \([Mention(.comparedLaws, "chinchilla"), Mention(.comparedLaws, value: .quoted("E + A / C^alpha"))])",
        category: .usage)
    case .sameLaw(let law):
      Diagnostic(
        what: "the law '\(law)' was given twice",
        why: "it would count twice in the Akaike weights",
        fix: "omit one of the two", category: .usage)
    case .differentResponses(let responses):
      Diagnostic(
        what: "the laws are fitted to different columns: \(responses.joined(separator: ", "))",
        why: "likelihoods of different observations cannot be compared",
        fix: "compare laws of the same column", category: .usage)
    case .differentQuantities(let laws, let quantities):
      Diagnostic(
        what: "the residuals are in different quantities: "
          + zip(laws, quantities).map { "'\($0)' of \($1)" as Phrase }.joined(separator: ", "),
        why: "likelihoods of a quantity and of a function of it cannot be compared",
        fix: "write the laws with the same left side", category: .usage)
    case .weightedRuns(let dataset):
      Diagnostic(
        origin: Origin(document: dataset), what: "the runs have weights",
        why:
          "weights are not counts of observations, so the likelihood of weighted runs is undefined",
        fix: "compare without the weight column, or select runs with \(.filter)")
    case .nothingRanked(let dataset, let reasons):
      Diagnostic(
        origin: Origin(document: dataset), what: "none of the laws can be ranked",
        why: "\(reasons.joined(separator: "; "))",
        fix: "add runs, or compare laws with fewer coefficients")
    }
  }
}
