public import Statistics

/// The compute-optimal model as power laws in compute: N* ∝ C^a and D* ∝ C^b.
///
///     log N* = log N₀ + a·log(C/C₀),   log D* = log D₀ + b·log(C/C₀)
///
/// Reference: Hoffmann et al. 2022, section 3 and table 2, arXiv:2203.15556.
public struct AllocationLaw: Sendable, Equatable {
  /// The weighting of the points in the fit.
  public var weighting: Weighting
  /// The number of fitted points.
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

  /// The weighting of points.
  public enum Weighting: String, Sendable, Codable, CaseIterable {
    /// Equal weights: ordinary least squares.
    case equal
    /// The inverse variance of log N*.
    case inverseVariance = "inverse-variance"
  }
}

/// The minimum number of points: two always lie on a line.
let fewestAllocationPoints = 3
