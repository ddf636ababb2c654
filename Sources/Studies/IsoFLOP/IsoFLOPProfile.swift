public import ScalingLaws
public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The runs of one compute budget, and its optimal model size.
public struct IsoFLOPProfile: Sendable, Equatable {
  /// C, the geometric mean of the runs' compute, in FLOP.
  public var compute: Double
  /// The smallest and the largest compute of the runs, in FLOP.
  public var computeSpan: DatasetSummary.Extent
  /// The number of runs with non-zero weight.
  public var runCount: Int
  /// The number of fitted model sizes that differ by 5 % or more.
  public var sizeCount: Int
  /// The smallest and the largest fitted model, in parameters.
  public var parameterSpan: DatasetSummary.Extent
  /// The ratio of the runs' D to C/(k·N).
  public var tokenExcess: TokenExcess
  /// The result of each curve.
  public var outcomes: [ProfileCurve: IsoFLOPOutcome]

  /// The tokens that a model of N parameters is trained on at this budget.
  public func tokenCount(parameterCount: Double, flopPerParameterToken: Double) -> Double {
    compute / (flopPerParameterToken * parameterCount)
      * exp(tokenExcess.value(at: log(parameterCount)))
  }
}

/// The optimum of a budget from one curve, or why it has none.
public enum IsoFLOPOutcome: Sendable, Equatable {
  /// The curve has a minimum between the smallest and the largest model.
  case optimum(IsoFLOPOptimum)
  /// It has no reliable minimum.
  case refused(IsoFLOPRefusal)

  /// The optimum, if there is one.
  public var optimum: IsoFLOPOptimum? {
    if case .optimum(let optimum) = self { optimum } else { nil }
  }

  /// The refusal, if there is no optimum.
  public var refusal: IsoFLOPRefusal? {
    if case .refused(let refusal) = self { refusal } else { nil }
  }
}

/// The minimum of a budget's curve.
public struct IsoFLOPOptimum: Sendable, Equatable {
  /// N*, parameters.
  public var parameterCount: Estimate
  /// D*, tokens: that of the runs, interpolated at N*, or C/(k·N*) if they have no other.
  public var tokenCount: Estimate
  /// L*, the curve's value at N*, in the unit of the loss.
  public var loss: Estimate
  /// log(k·N*·D*/C); 0 if D is C/(k·N).
  public var logTokenExcess: Double
  /// The standard error of log N*: half the central 68.27 % of its replicates; `nil` if it could
  /// not be estimated.
  public var logStandardError: Double?
}

/// Why a budget has no optimum.
public enum IsoFLOPRefusal: Sendable, Equatable {
  /// The model sizes are too few for the curve.
  case tooFewSizes(count: Int, needed: Int, curve: ProfileCurve)
  /// The curve cannot be determined: the sizes are too close together.
  case undetermined(curve: ProfileCurve)
  /// The curve is lowest at the smallest model.
  case lowestAtSmallest(parameterCount: Double)
  /// The curve is lowest at the largest model.
  case lowestAtLargest(parameterCount: Double)
  /// The parabola opens downwards.
  case concave
}
