/// The resampling options of methods whose intervals come from refitting.
public struct ResamplingOptions: Sendable, Equatable, Codable {
  /// The number of bootstrap replicates; 0 for none.
  public var replicateCount = 4000
  /// The level of the intervals, in (0, 1).
  public var level = 0.95
  /// The seed of the random numbers.
  public var seed: UInt64 = 0
  /// The maximum number of threads; results do not depend on it.
  public var threadCount = 1

  /// 4000 replicates, 95 % intervals, seed 0, one thread.
  public init() {}

  /// The thread count is not part of the record.
  private enum CodingKeys: String, CodingKey {
    case replicateCount, level, seed
  }
}
