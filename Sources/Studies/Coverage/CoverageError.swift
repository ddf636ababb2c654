public import Diagnostics

/// Why coverage cannot be simulated.
public enum CoverageError: Error, Sendable, Equatable {
  /// The runs do not determine the law.
  case undetermined(dataset: String, reason: String)
  /// The law's left side cannot be inverted.
  case leftSide(dataset: String, leftSide: String)
  /// The law fits the runs exactly.
  case noNoise(dataset: String)
  /// The laws have no figure in common.
  case noFigures(dataset: String, law: String)
}

extension CoverageError: Diagnosed {
  /// What is wrong, why, and what to do about it.
  public var diagnostic: Diagnostic {
    switch self {
    case .undetermined(let dataset, let reason):
      Diagnostic(
        origin: Origin(document: dataset), what: "the fit cannot be taken as the truth",
        why: "\(reason)", fix: "use a law with fewer coefficients, or add runs")
    case .leftSide(let dataset, let leftSide):
      Diagnostic(
        origin: Origin(document: dataset),
        what: "a law for \(leftSide) does not give runs to simulate",
        why: "\(leftSide) cannot be inverted",
        fix: "write the law for the column itself, or for its log, its logit or a multiple of it")
    case .noNoise(let dataset):
      Diagnostic(
        origin: Origin(document: dataset), what: "the runs have no noise to simulate",
        why: "the law fits them to within rounding error",
        fix: "give the noise as a standard deviation")
    case .noFigures(let dataset, let law):
      Diagnostic(
        origin: Origin(document: dataset), what: "there is no figure to compare with '\(law)'",
        why: "it does not share coefficients with the fitted law, and neither has an optimum",
        fix: "simulate the law that is fitted")
    }
  }
}
