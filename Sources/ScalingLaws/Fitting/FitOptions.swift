public import LeastSquares

/// How a law is fitted.
public struct FitOptions: Sendable {
  /// The law.
  public var law = ScalingLaw.chinchilla
  /// What is minimised.
  public var objective = FitObjective.hoffmann
  /// Where the minimisations start.
  public var starts = StartStrategy.linear
  /// Coefficients at which the minimisations start in place of ``starts``, each with a value for
  /// every coefficient of the law by symbol; none takes ``starts``.
  ///
  /// From each of these the minimum is sought in several ways, and the lowest counts.
  public var givenStarts: [[String: Double]] = []
  /// The number of bootstrap replicates; 0 for none.
  public var replicateCount = 4000
  /// The level of the intervals, in (0, 1).
  public var level = 0.95
  /// What the random numbers depend on.
  public var seed: UInt64 = 0
  /// The most threads; the results do not depend on it.
  public var threadCount = 1
  /// The vector kernel.
  public var kernel = VectorKernel.best

  /// The default options: Chinchilla's law and objective, 4000 replicates, 95 % intervals.
  public init() {}
}
