/// The F distribution, of the ratio of two independent mean squares.
public struct FisherF: Sendable, Equatable {
  /// The degrees of freedom of the numerator.
  public let numerator: Double
  /// The degrees of freedom of the denominator.
  public let denominator: Double

  /// The distribution with these degrees of freedom.
  ///
  /// - Precondition: Both are positive.
  public init(numerator: Double, denominator: Double) {
    precondition(numerator > 0 && denominator > 0, "F needs positive degrees of freedom")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The probability of a ratio above `ratio`.
  public func upperTail(_ ratio: Double) -> Double {
    guard ratio > 0 else { return 1 }
    guard ratio < .infinity else { return 0 }
    return regularizedBeta(
      denominator / (denominator + numerator * ratio), denominator / 2, numerator / 2)
  }
}
