public import ScalingLaws
public import TrainingRuns

/// One way to make an analysis, of those that are all defensible.
public struct Universe: Sendable, Equatable {
  /// What is minimised.
  public var objective: FitObjective
  /// Which runs are left out.
  public var outliers: OutlierTreatment
  /// Which parameters N counts; `nil` where that is not known.
  public var counting: DatasetDescriptor.ParameterCounting?
}

/// What an analysis gave.
public struct UniverseOutcome: Sendable, Equatable {
  /// The choices.
  public var universe: Universe
  /// The number of runs fitted.
  public var used: Int
  /// The universe with the same runs, N and objective that was fitted in its place, by its number in
  /// ``MultiverseResult/outcomes``; `nil` where this one was fitted itself.
  public var sameAs: Int?
  /// What was found.
  public var finding: Finding

  /// What was found in a universe.
  public enum Finding: Sendable, Equatable {
    /// The law was fitted.
    case fitted(UniverseFigures)
    /// The runs cannot determine the law.
    case failed(FitError)
  }

  /// The figures; `nil` where the law was not fitted.
  public var figures: UniverseFigures? {
    if case .fitted(let figures) = finding { figures } else { nil }
  }
}

/// The figures that a universe gives.
public struct UniverseFigures: Sendable, Equatable {
  /// a, the exponent of N* in C; NaN, as N*, D* and L are, where the law has no optimum.
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
