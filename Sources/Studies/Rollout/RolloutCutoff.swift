import Diagnostics
public import ScalingLaws

/// A cut-off of a rollout: the fit up to it and the forecasts beyond it, or why it cannot be used.
public struct RolloutCutoff: Sendable {
  /// The quantile of C.
  public var quantile: Double
  /// C of the largest run up to it, FLOP.
  public var compute: Double
  /// The number of runs up to it, before the drop rules.
  public var below: Int
  /// The number of runs beyond it.
  public var above: Int
  /// The outcome.
  public var outcome: Outcome

  /// The outcome of a cut-off.
  public enum Outcome: Sendable {
    /// The law was fitted to the runs up to it and predicted those beyond it.
    case scored(RolloutTrial)
    /// It cannot be used.
    case refused(RolloutRefusal)
  }

  /// The fit and the forecasts; `nil` if the cut-off cannot be used.
  public var trial: RolloutTrial? {
    if case .scored(let trial) = outcome { trial } else { nil }
  }

  /// Why the cut-off cannot be used; `nil` if it can.
  public var refusal: RolloutRefusal? {
    if case .refused(let refusal) = outcome { refusal } else { nil }
  }
}

/// The fit and forecasts of a cut-off.
public struct RolloutTrial: Sendable {
  /// The law fitted to the runs up to the cut-off; it converged.
  public var fit: FittedLaw
  /// The runs beyond the cut-off, in the order of the file.
  public var forecasts: [RolloutForecast]
}

/// Why a cut-off of a rollout cannot be used.
public enum RolloutRefusal: Sendable, Equatable, CustomStringConvertible {
  /// The runs up to it, after the drop rules, are fewer than twice the coefficients.
  case tooFewRuns(count: Int, needed: Int)
  /// No runs are beyond it.
  case nothingBeyond
  /// It splits the runs in the same way as the cut-off at a lower quantile.
  case sameAs(quantile: Double)
  /// The law cannot be fitted to the runs up to it.
  case notFitted(FitError)
  /// The fit to the runs up to it did not converge, for the reason given.
  case notConverged(String)

  /// The reason, in one line.
  public var description: String {
    switch self {
    case .tooFewRuns(let count, let needed):
      return "\(count) \(count == 1 ? "run" : "runs") below the cut-off; "
        + "\(needed) are needed, twice the number of coefficients"
    case .nothingBeyond: return "no runs beyond it"
    case .sameAs(let quantile): return "it splits the runs in the same way as quantile \(quantile)"
    case .notFitted(let error): return error.diagnostic.summary
    case .notConverged(let termination):
      return "the fit to the runs below the cut-off did not converge: \(termination)"
    }
  }
}
