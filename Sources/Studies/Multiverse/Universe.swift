public import ScalingLaws
public import TrainingRuns

/// One of several defensible analyses.
public struct Universe: Sendable, Equatable {
  /// The objective.
  public var objective: FitObjective
  /// The treatment of outliers.
  public var outliers: OutlierTreatment
  /// Which parameters N counts; `nil` if unknown.
  public var counting: DatasetDescriptor.ParameterCounting?
}

/// The outcome of an analysis.
public struct UniverseOutcome: Sendable, Equatable {
  /// The choices.
  public var universe: Universe
  /// The number of runs fitted.
  public var used: Int
  /// The universe with the same runs, N and objective that was fitted in its place, by its number in
  /// ``MultiverseResult/outcomes``; `nil` if this one was fitted itself.
  public var sameAs: Int?
  /// The result.
  public var finding: Finding

  /// The result of a universe.
  public enum Finding: Sendable, Equatable {
    /// The law was fitted.
    case fitted(UniverseFigures)
    /// The runs cannot determine the law.
    case failed(FitError)
  }

  /// The figures; `nil` if the law was not fitted.
  public var figures: UniverseFigures? {
    if case .fitted(let figures) = finding { figures } else { nil }
  }
}

/// The figures of a universe.
public struct UniverseFigures: Sendable, Equatable {
  /// a, the exponent of N* in C; NaN, like N*, D* and L, if the law has no optimum.
  public var exponent: Double
  /// N*, D* and L at the budget.
  public var allocation: Allocation
  /// The law's coefficients.
  public var coefficients: [Double]
  /// Whether the fit converged.
  public var converged: Bool

  /// The value of a figure.
  public func value(of figure: MultiverseFigure) -> Double {
    figure.value(exponent: exponent, allocation: allocation)
  }
}
