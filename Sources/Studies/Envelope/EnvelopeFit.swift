public import ScalingLaws

/// Approach 1 of the Chinchilla paper: the lowest loss over all training curves at each compute, and
/// the power laws through the models that attain it.
public struct EnvelopeFit: Sendable, Equatable {
  /// The checkpoints.
  public var dataset: DatasetSummary
  /// The header of the column that names the run; `nil` where N told the runs apart.
  public var runColumn: String?
  /// The number of training curves.
  public var curveCount: Int
  /// The number of runs left out because they have one checkpoint.
  public var singleCount: Int
  /// How many compute values there are in a factor of ten.
  public var valuesPerDecade: Int
  /// The smoothing of the curves, a standard deviation in decades of C; 0 for none.
  public var smoothing: Double
  /// How the intervals were found.
  public var resampling: ResamplingOptions
  /// The envelope, in ascending order of compute.
  public var points: [EnvelopePoint]
  /// The power laws through the points that count; `nil` where there are too few.
  public var law: AllocationLaw?

  /// The points that the law was fitted to.
  public var usedPoints: [EnvelopePoint] { points.filter { $0.refusal == nil } }

  /// The share of ``usedPoints`` that lie before the last checkpoint of their run by more than a tenth
  /// of its compute; `nil` without points.
  ///
  /// A schedule that lowers the learning rate towards the end of the run keeps the loss of such a
  /// point higher than that of a run made for its compute.
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
    return "\(used.count) of \(points.count) compute values count, with \(models) model "
      + "\(models == 1 ? "size" : "sizes") on the envelope; a power law needs "
      + "\(fewestAllocationPoints) of both"
  }
}

/// The best run at a compute.
public struct EnvelopePoint: Sendable, Equatable {
  /// C, FLOP.
  public var compute: Double
  /// The name of the run with the lowest loss.
  public var run: String
  /// Its N, parameters.
  public var parameterCount: Double
  /// Its D at this compute, tokens.
  public var tokenCount: Double
  /// Its loss there.
  public var loss: Double
  /// C over the compute of the run's last checkpoint.
  public var shareOfRun: Double
  /// Why the point does not count; `nil` where it does.
  public var refusal: EnvelopeRefusal?
}

/// Why a point of the envelope does not count: the best of what is there need not be the best of what
/// there could be.
public enum EnvelopeRefusal: String, Sendable, Codable, CaseIterable {
  /// Curves of fewer than three sizes reach this compute.
  case tooFewSizes = "fewer than three model sizes have a checkpoint on both sides of it"
  /// The best model is the smallest that reaches this compute.
  case smallest = "the best model is the smallest with checkpoints there"
  /// The best model is the largest that reaches this compute.
  case largest = "the best model is the largest with checkpoints there"
}
