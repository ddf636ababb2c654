public import ScalingLaws

/// Power laws through given optima, one per compute budget.
public struct OptimaFit: Sendable, Equatable {
  /// The optima.
  public var dataset: DatasetSummary
  /// How the intervals were computed.
  public var resampling: ResamplingOptions
  /// The law with equal weights, then, if standard errors of log N* were given, with inverse-variance weights;
  /// empty if there are fewer than three optima.
  public var laws: [AllocationLaw]
}
