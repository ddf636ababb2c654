public import Statistics

/// What is assumed of one quantity, and on whose word.
public struct Assumption: Sendable, Equatable {
  /// The name of what an assumption applies to where nothing closer is known.
  public static let defaultSubject = "default"

  /// What is assumed.
  public let quantity: AssumedQuantity
  /// What it is assumed of: an accelerator, a family of them, an operator, a grid, or
  /// ``defaultSubject``.
  public let subject: String
  /// The precision it holds for; `nil` for any.
  public let precision: NumericPrecision?
  /// What is known of its value, in the unit of ``quantity``.
  public let distribution: Distribution
  /// Where that comes from.
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

  /// The value below which a share `p` lies, within what is physically possible.
  ///
  /// - Precondition: 0 < `p` < 1.
  public func quantile(_ p: Double) -> Double {
    quantity.limited(distribution.quantile(p))
  }
}

extension Distribution {
  /// The median and the ends, where there are ends; the least of draws.
  fileprivate var landmarks: [Double] {
    switch self {
    case .fixed(let value): [value]
    case .logNormal(let median, _): [median]
    // The middle may be infinite, where a target is out of reach in most draws.
    case .draws(let sorted): [sorted[0]]
    case .triangular(let lower, let mode, let upper): [lower, mode, upper]
    }
  }
}
