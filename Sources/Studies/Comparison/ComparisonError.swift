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

extension ComparisonError {
  /// Whether the choice of laws, or of their starts, is at fault, whatever the runs.
  public var isAboutTheLaws: Bool {
    switch self {
    case .tooFewLaws, .sameLaw, .differentResponses, .differentQuantities: true
    case .weightedRuns, .nothingRanked: false
    }
  }
}

extension ComparisonError: CustomStringConvertible {
  /// What is wrong, why, and how to mend it, a line each.
  public var description: String {
    switch self {
    case .tooFewLaws(let count):
      return """
        \(count == 1 ? "one law was" : "\(count) laws were") given to compare
          why: an information criterion says something only beside that of another law
          fix: name each law, as in --laws chinchilla --laws 'E + A / C^alpha'
        """
    case .sameLaw(let law):
      return """
        the law '\(law)' was given twice
          why: the weights of the laws would count it twice
          fix: leave one of the two out
        """
    case .differentResponses(let responses):
      return """
        the laws are of different columns: \(responses.joined(separator: ", "))
          why: likelihoods of different observations cannot be compared
          fix: compare laws of one column
        """
    case .differentQuantities(let laws, let quantities):
      return """
        the residuals are not of the same quantity: \
        \(zip(laws, quantities).map { "'\($0)' of \($1)" }.joined(separator: ", "))
          why: the density of a quantity and that of a function of it cannot be compared
          fix: write the laws with the same left side
        """
    case .weightedRuns(let dataset):
      return """
        \(dataset): the runs have weights
          why: a weight is not a number of observations, so the likelihood of weighted runs is not defined
          fix: compare without the column of weights, or select runs with --where
        """
    case .nothingRanked(let dataset, let reasons):
      return """
        \(dataset): none of the laws can be ranked
          why: \(reasons.joined(separator: "; "))
          fix: add runs, or compare laws with fewer coefficients
        """
    }
  }
}
