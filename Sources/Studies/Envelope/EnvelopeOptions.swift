public import ScalingLaws

/// How the envelope of training curves is made.
public struct EnvelopeOptions: Sendable {
  /// How many compute values there are in a factor of ten.
  public var valuesPerDecade = 50
  /// The standard deviation, in decades of C, of the Gaussian weights with which each curve is
  /// smoothed; 0 leaves the checkpoints as they are.
  public var smoothing = 0.0
  /// How the intervals are found.
  public var resampling = ResamplingOptions()

  /// 50 values a decade, no smoothing, and the default resampling.
  public init() {}
}
