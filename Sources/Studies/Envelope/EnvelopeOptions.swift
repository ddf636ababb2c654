public import ScalingLaws

/// How the envelope of training curves is made.
public struct EnvelopeOptions: Sendable {
  /// The number of compute values per decade.
  public var valuesPerDecade = 50
  /// The standard deviation, in decades of C, of the Gaussian smoothing of each
  /// curve; 0 for none.
  public var smoothing = 0.0
  /// How the intervals are computed.
  public var resampling = ResamplingOptions()

  /// 50 values per decade, no smoothing, and default resampling.
  public init() {}
}
