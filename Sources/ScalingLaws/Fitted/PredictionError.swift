public import Diagnostics

/// Why a law cannot predict what was asked for.
public enum PredictionError: Error, Equatable, Sendable {
  /// A quantile outside (0, 1).
  case notAProbability(Double)
  /// Quantiles of a fit without replicates.
  case noReplicates
  /// A quantile with fewer than one replicate beyond it on average.
  case tooExtreme(Double, replicates: Int)
  /// The law has no finite value at a point.
  case undefined(law: String, point: [String: Double], value: Double, at: Origin?)

  /// Refuses quantiles that this number of replicates does not give.
  ///
  /// - Throws: ``PredictionError``.
  public static func check(_ probabilities: [Double], replicates: Int) throws(PredictionError) {
    for probability in probabilities {
      guard probability > 0, probability < 1 else { throw .notAProbability(probability) }
      guard replicates > 0 else { throw .noReplicates }
      guard min(probability, 1 - probability) * Double(replicates) >= 1 - 1e-9 else {
        throw .tooExtreme(probability, replicates: replicates)
      }
    }
  }
}

extension PredictionError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    switch self {
    case .notAProbability(let value):
      return Diagnostic(
        origin: Origin(.quantiles), what: "\(compact(value)) is not between 0 and 1",
        why: "a quantile is named by the share of the distribution below it",
        fix: "give shares such as 0.05,0.5,0.95")
    case .noReplicates:
      return Diagnostic(
        origin: Origin(.quantiles), what: "has no effect on a fit without bootstrap replicates",
        why: "quantiles are those of the replicates",
        fix: "leave it out, or fit with \(.replicates, "4000")")
    case .tooExtreme(let probability, let replicates):
      let needed = min((1 / min(probability, 1 - probability)).rounded(.up), 1e15)
      return Diagnostic(
        origin: Origin(.quantiles),
        what: "\(compact(probability)) is too extreme for \(replicates) replicates",
        why: "on average fewer than one of them lies beyond it",
        fix:
          "give a quantile nearer to 0.5, or fit with at least \(.replicates, String(Int(needed)))")
    case .undefined(let law, let point, let value, let origin):
      let place = point.sorted { $0.key < $1.key }.map { "\($0.key) = \(brief($0.value))" }
      return Diagnostic(
        origin: origin,
        what: "the law '\(law)' has no \(value.isNaN ? "" : "finite ")value at "
          + "\(place.joined(separator: ", "))",
        why: value.isNaN
          ? "a power or function in it is undefined there; log and powers need positive arguments"
          : "with its coefficients it grows beyond all numbers there",
        fix: "give values for which it is defined")
    }
  }
}
