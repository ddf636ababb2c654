public import Statistics

/// The compute-optimal model as powers of the compute: N* ∝ C^a and D* ∝ C^b.
///
///     log N* = log N₀ + a·log(C/C₀),   log D* = log D₀ + b·log(C/C₀)
///
/// Reference: Hoffmann et al. 2022, section 3 and table 2, arXiv:2203.15556.
public struct AllocationLaw: Sendable, Equatable {
  /// How the points counted in the fit of the lines.
  public var weighting: Weighting
  /// The number of points that the lines were fitted to.
  public var pointCount: Int
  /// C₀, the geometric mean of the points' compute, in FLOP.
  public var referenceCompute: Double
  /// a.
  public var parameterExponent: Estimate
  /// b.
  public var tokenExponent: Estimate
  /// N₀, the optimal parameters at C₀.
  public var parameterCount: Estimate
  /// D₀, the optimal tokens at C₀.
  public var tokenCount: Estimate

  /// How points count.
  public enum Weighting: String, Sendable, Codable, CaseIterable {
    /// All alike: ordinary least squares.
    case equal
    /// By the inverse of the variance of log N*.
    case inverseVariance = "inverse-variance"
  }
}

/// The fewest points that lines are fitted to: two always lie on one.
let fewestAllocationPoints = 3
