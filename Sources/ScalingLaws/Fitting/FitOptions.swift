public import LeastSquares

/// How a law is fitted.
public struct FitOptions: Sendable {
  /// The law.
  public var law = ScalingLaw.chinchilla
  /// The objective.
  public var objective = FitObjective.hoffmann
  /// The set of starts.
  public var starts = StartStrategy.linear
  /// Explicit starts instead of ``starts``, each with a value for
  /// every coefficient of the law by symbol; if empty, ``starts`` is used.
  ///
  /// Each is minimised in several ways, and the lowest result counts.
  public var givenStarts: [[String: Double]] = []
  /// How intervals are found.
  public var interval = IntervalMethod.auto
  /// The number of bootstrap replicates, or of draws; 0 for no intervals.
  public var replicateCount = 4000
  /// The level of the intervals, in (0, 1).
  public var level = 0.95
  /// The seed of the random numbers.
  public var seed: UInt64 = 0
  /// The maximum number of threads; results do not depend on it.
  public var threadCount = 1
  /// The vector kernel.
  public var kernel = VectorKernel.best

  /// The default options: Chinchilla's law and objective, 4000 replicates, 95 % intervals.
  public init() {}
}
