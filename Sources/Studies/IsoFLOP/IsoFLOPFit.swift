public import ScalingLaws
public import Statistics

/// Approach 2 of the Chinchilla paper: the best model of each compute budget, and the power laws
/// through them.
public struct IsoFLOPFit: Sendable, Equatable {
  /// The runs.
  public var dataset: DatasetSummary
  /// The curve whose minima are the answer; the other one stands beside it.
  public var curve: ProfileCurve
  /// How far the compute of a budget's runs may lie above the least of them, as a share of it.
  public var tolerance: Double
  /// The factor of N around a budget's best run within which runs were fitted; `nil` for all.
  public var window: Double?
  /// Where D* comes from.
  public var tokenSource: TokenSource
  /// The largest |C/(k·N·D) − 1| over the runs; 0 where D is C/(k·N).
  public var largestTokenDeviation: Double
  /// Whether runs count by weights that are not all alike.
  public var isWeighted: Bool
  /// How the optima count in ``law``.
  public var weighting: AllocationLaw.Weighting
  /// How the intervals were found.
  public var resampling: ResamplingOptions
  /// Whether the rules that drop the highest rows were applied again within replicates.
  public var redrawsDrops: Bool
  /// The budgets, in ascending order of compute.
  public var profiles: [IsoFLOPProfile]
  /// The power laws of each curve: with equal weights, then, if asked for, with weights by variance.
  public var laws: [ProfileCurve: [AllocationLaw]]
  /// How many replicates left out a budget because its curve had no interior minimum in them.
  public var replicatesWithFewerBudgets: Int
  /// How the parabola differs from the cubic; `nil` where fewer than three budgets have both optima.
  public var curveDifference: CurveDifference?

  /// The power laws by the curve and the weighting that were asked for.
  public var law: AllocationLaw? { laws[curve]?.first { $0.weighting == weighting } }

  /// Why there is no ``law``.
  public var refusal: String? { refusal(of: curve) }

  /// Why a curve gives no law with the weighting that was asked for; `nil` where it does.
  public func refusal(of curve: ProfileCurve) -> String? {
    guard laws[curve]?.contains(where: { $0.weighting == weighting }) != true else { return nil }
    let optima = profiles.compactMap { $0.outcomes[curve]?.optimum }
    let usable = weighting == .equal ? optima : optima.filter { $0.logStandardError != nil }
    let what = weighting == .equal ? "an optimum" : "an optimum with a standard error"
    return "\(usable.count) of \(profiles.count) \(profiles.count == 1 ? "budget" : "budgets") "
      + "\(usable.count == 1 ? "has" : "have") \(what); a power law needs "
      + "\(fewestAllocationPoints)"
  }

  /// What the parabola says, against the cubic, on the budgets where both have an optimum.
  ///
  /// A loss profile leans and is steeper than a parabola at its wings. A parabola over a wide range of
  /// sizes therefore puts N* beside the profile's minimum, and by how much depends on where the middle
  /// of the sizes lies; where that drifts against the optimum from budget to budget, the exponent is
  /// biased. A cubic leans, and errs in the same way later: over more than a decade of sizes.
  public struct CurveDifference: Sendable, Equatable {
    /// The number of budgets.
    public var budgetCount: Int
    /// a of the parabola minus a of the cubic, equal weights.
    public var exponent: Estimate
    /// The geometric mean over the budgets of N* of the parabola over N* of the cubic.
    public var parameterRatio: Estimate
  }
}
