public import Statistics

/// An assumption about one quantity, with its source.
public struct Assumption: Sendable, Equatable {
  /// The subject of default assumptions.
  public static let defaultSubject = "default"

  /// The quantity.
  public let quantity: AssumedQuantity
  /// The subject: an accelerator, a family of them, an operator, a grid, or
  /// ``defaultSubject``.
  public let subject: String
  /// The precision it applies to; `nil` for any.
  public let precision: NumericPrecision?
  /// The distribution of its value, in the unit of ``quantity``.
  public let distribution: Distribution
  /// Its source.
  public let source: Source

  /// Makes an assumption.
  ///
  /// - Throws: ``EnergyModelError/valueOutOfRange(_:_:)`` if the median, or an end of a bounded
  ///   distribution, is physically impossible for `quantity`.
  public init(
    quantity: AssumedQuantity, subject: String = Assumption.defaultSubject,
    precision: NumericPrecision? = nil, distribution: Distribution, source: Source
  ) throws(EnergyModelError) {
    for value in distribution.landmarks where !quantity.allows(value) {
      throw .valueOutOfRange(quantity, value)
    }
    self.quantity = quantity
    self.subject = subject
    self.precision = precision
    self.distribution = distribution
    self.source = source
  }

  /// The median, in the unit of ``quantity``.
  public var median: Double { distribution.median }

  /// The `p`-quantile, clamped to the physically possible range.
  ///
  /// - Precondition: 0 < `p` < 1.
  public func quantile(_ p: Double) -> Double {
    quantity.limited(distribution.quantile(p))
  }
}

extension Distribution {
  /// The median and the ends, if any; for draws, the smallest.
  fileprivate var landmarks: [Double] {
    switch self {
    case .fixed(let value): [value]
    case .logNormal(let median, _): [median]
    // The median may be infinite if a target is out of reach in most draws.
    case .draws(let sorted): [sorted[0]]
    case .triangular(let lower, let mode, let upper): [lower, mode, upper]
    }
  }
}
