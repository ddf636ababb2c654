/// Limits within which a minimisation keeps its coordinates: l ≤ θ ≤ u.
///
/// A coordinate at a limit is held there while the objective falls only beyond it, which is the condition
/// of Karush, Kuhn and Tucker: at a minimum ∂f/∂θ is 0 inside, at least 0 at l and at most 0 at u.
///
/// Reference: Bertsekas 1982, doi:10.1137/0320018, for Newton's method on the free coordinates.
public struct CoordinateLimits: Sendable, Equatable {
  /// l, n values; −∞ for none.
  public let lower: [Double]
  /// u, n values; ∞ for none.
  public let upper: [Double]

  /// Limits of n coordinates.
  ///
  /// - Precondition: Each coordinate has l < u.
  public init(lower: [Double], upper: [Double]) {
    precondition(
      lower.count == upper.count && zip(lower, upper).allSatisfy { $0 < $1 },
      "a coordinate needs room between its limits")
    self.lower = lower
    self.upper = upper
  }

  /// The nearest point within the limits.
  public func clamped(_ theta: [Double]) -> [Double] {
    theta.indices.map { min(max(theta[$0], lower[$0]), upper[$0]) }
  }

  /// Whether a value of one coordinate is within its limits.
  public func contains(_ value: Double, at place: Int) -> Bool {
    lower[place] <= value && value <= upper[place]
  }

  /// Whether each coordinate is at a limit beyond which the objective would fall.
  public func held(at theta: [Double], gradient: [Double]) -> [Bool] {
    theta.indices.map { i in
      theta[i] <= lower[i] && gradient[i] > 0 || theta[i] >= upper[i] && gradient[i] < 0
    }
  }
}
