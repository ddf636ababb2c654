public import ScalingLaws
public import Statistics

/// Approach 2 of the Chinchilla paper: the best model of each compute budget, and the power laws
/// through them.
public struct IsoFLOPFit: Sendable, Equatable {
  /// The runs.
  public var dataset: DatasetSummary
  /// The curve whose minima give the result; the other is for comparison.
  public var curve: ProfileCurve
  /// How far the compute of a budget's runs may exceed the smallest, as a fraction.
  public var tolerance: Double
  /// The factor of N around a budget's best run within which runs are fitted; `nil` for all.
  public var window: Double?
  /// The source of D*.
  public var tokenSource: TokenSource
  /// The largest |C/(k·N·D) − 1| over the runs; 0 if D is C/(k·N).
  public var largestTokenDeviation: Double
  /// Whether runs have unequal weights.
  public var isWeighted: Bool
  /// The weighting of the optima in ``law``.
  public var weighting: AllocationLaw.Weighting
  /// How the intervals were computed.
  public var resampling: ResamplingOptions
  /// Whether the rules that drop the highest rows were applied again within replicates.
  public var redrawsDrops: Bool
  /// The budgets, by increasing compute.
  public var profiles: [IsoFLOPProfile]
  /// The power laws of each curve: with equal weights, then, if requested, with inverse-variance weights.
  public var laws: [ProfileCurve: [AllocationLaw]]
  /// The number of replicates that omit a budget because its curve had no interior minimum.
  public var replicatesWithFewerBudgets: Int
  /// How the parabola differs from the cubic; `nil` if fewer than three budgets have both optima.
  public var curveDifference: CurveDifference?

  /// The power laws for the requested curve and weighting.
  public var law: AllocationLaw? { laws[curve]?.first { $0.weighting == weighting } }

  /// Why there is no ``law``.
  public var refusal: String? { refusal(of: curve) }

  /// Why a curve gives no law with the requested weighting; `nil` if it does.
  public func refusal(of curve: ProfileCurve) -> String? {
    guard laws[curve]?.contains(where: { $0.weighting == weighting }) != true else { return nil }
    let optima = profiles.compactMap { $0.outcomes[curve]?.optimum }
    let usable = weighting == .equal ? optima : optima.filter { $0.logStandardError != nil }
    let what = weighting == .equal ? "an optimum" : "an optimum with a standard error"
    return "\(usable.count) of \(profiles.count) \(profiles.count == 1 ? "budget" : "budgets") "
      + "\(usable.count == 1 ? "has" : "have") \(what); a power law needs "
      + "\(fewestAllocationPoints)"
  }

  /// The parabola compared with the cubic, on the budgets where both have an optimum.
  ///
  /// A loss profile is skewed and steeper than a parabola in its wings. A parabola over a wide range of
  /// sizes therefore misplaces N*, by an amount that depends on where the middle
  /// of the sizes lies; if that drifts relative to the optimum from budget to budget, the exponent is
  /// biased. A cubic captures the skew, and errs in the same way only beyond a decade of sizes.
  public struct CurveDifference: Sendable, Equatable {
    /// The number of budgets.
    public var budgetCount: Int
    /// a of the parabola minus a of the cubic, equal weights.
    public var exponent: Estimate
    /// The geometric mean over the budgets of N* of the parabola over N* of the cubic.
    public var parameterRatio: Estimate
  }
}
