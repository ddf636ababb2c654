public import ScalingLaws

/// Power laws through optima that were found elsewhere, one for each compute budget.
public struct OptimaFit: Sendable, Equatable {
  /// The optima.
  public var dataset: DatasetSummary
  /// How the intervals were found.
  public var resampling: ResamplingOptions
  /// With equal weights, then, where standard errors of log N* were given, with weights by variance;
  /// empty where there are fewer than three optima.
  public var laws: [AllocationLaw]
}
