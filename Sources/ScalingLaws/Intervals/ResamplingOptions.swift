/// How the intervals of a method without a formula are found: by refitting it to resampled runs.
public struct ResamplingOptions: Sendable, Equatable, Codable {
  /// The number of bootstrap replicates; 0 for none.
  public var replicateCount = 4000
  /// The level of the intervals, in (0, 1).
  public var level = 0.95
  /// What the random numbers depend on.
  public var seed: UInt64 = 0
  /// The most threads; the results do not depend on it.
  public var threadCount = 1

  /// 4000 replicates, 95 % intervals, seed 0, one thread.
  public init() {}

  /// The thread count is no part of the record.
  private enum CodingKeys: String, CodingKey {
    case replicateCount, level, seed
  }
}
