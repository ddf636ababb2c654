public import Diagnostics

/// Why runs have no ensemble forecast.
public enum EnsembleError: Error, Equatable, Sendable {
  /// N, D or C is unknown, or the fitted quantity is not positive.
  case unsuitable(dataset: String)
  /// None of the laws can be fitted.
  case noLaw(dataset: String)
}

extension EnsembleError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    switch self {
    case .unsuitable(let dataset):
      Diagnostic(
        origin: Origin(document: dataset), what: "the runs have no ensemble of laws",
        why: "its laws need N, D and C, and a positive loss",
        fix: "name the columns of N and D, or choose a law")
    case .noLaw(let dataset):
      Diagnostic(
        origin: Origin(document: dataset), what: "none of the laws of the ensemble can be fitted",
        why: "each needs twice as many runs as coefficients, and runs that determine it",
        fix: "add runs of other N and D, or choose a law with fewer coefficients")
    }
  }
}
