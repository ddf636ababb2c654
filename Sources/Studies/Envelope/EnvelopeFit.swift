public import ScalingLaws

/// Approach 1 of the Chinchilla paper: the lowest loss over all training curves at each compute, and
/// the power laws through the models that attain it.
public struct EnvelopeFit: Sendable, Equatable {
  /// The checkpoints.
  public var dataset: DatasetSummary
  /// The header of the run column; `nil` if N identifies the runs.
  public var runColumn: String?
  /// The number of training curves.
  public var curveCount: Int
  /// The number of runs excluded because they have only one checkpoint.
  public var singleCount: Int
  /// The number of compute values per decade.
  public var valuesPerDecade: Int
  /// The smoothing width of the curves, a standard deviation in decades of C; 0 for none.
  public var smoothing: Double
  /// How the intervals were computed.
  public var resampling: ResamplingOptions
  /// The envelope, by increasing compute.
  public var points: [EnvelopePoint]
  /// The power laws through the usable points; `nil` if there are too few.
  public var law: AllocationLaw?

  /// The fitted points.
  public var usedPoints: [EnvelopePoint] { points.filter { $0.refusal == nil } }

  /// The share of ``usedPoints`` more than a tenth of the run's compute before its last checkpoint;
  /// `nil` without points.
  ///
  /// With a decaying learning-rate schedule, the loss at such a
  /// point is higher than that of a run planned for its compute.
  public var shareBeforeEnd: Double? {
    let used = usedPoints
    guard !used.isEmpty else { return nil }
    return Double(used.count { $0.shareOfRun < 0.9 }) / Double(used.count)
  }

  /// Why there is no ``law``.
  public var refusal: String? {
    guard law == nil else { return nil }
    let used = usedPoints
    let models = Set(used.map(\.parameterCount)).count
    return "\(used.count) of \(points.count) compute values are usable, with \(models) model "
      + "\(models == 1 ? "size" : "sizes") on the envelope; a power law needs "
      + "\(fewestAllocationPoints) of both"
  }
}

/// The best run at one compute value.
public struct EnvelopePoint: Sendable, Equatable {
  /// C, FLOP.
  public var compute: Double
  /// The name of the run with the lowest loss.
  public var run: String
  /// Its N, parameters.
  public var parameterCount: Double
  /// Its D at this compute, tokens.
  public var tokenCount: Double
  /// Its loss at this compute.
  public var loss: Double
  /// C over the compute of the run's last checkpoint.
  public var shareOfRun: Double
  /// Why the point is not usable; `nil` if it is.
  public var refusal: EnvelopeRefusal?
}

/// Why a point of the envelope is not usable: the best available model may not be the best
/// possible one.
public enum EnvelopeRefusal: String, Sendable, Codable, CaseIterable {
  /// Fewer than three model sizes reach this compute.
  case tooFewSizes = "fewer than three model sizes have checkpoints on both sides of it"
  /// The best model is the smallest that reaches this compute.
  case smallest = "the best model is the smallest with checkpoints there"
  /// The best model is the largest that reaches this compute.
  case largest = "the best model is the largest with checkpoints there"
}
