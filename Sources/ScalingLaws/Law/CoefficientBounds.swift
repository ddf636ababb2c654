import Tables

/// The bounds of a coefficient: at least one of a lower and an upper one.
///
/// A bound belongs to the range, so a fit may end exactly at it.
public struct CoefficientBounds: Sendable, Equatable {
  /// The lower bound; −∞ for none.
  public let lower: Double
  /// The upper bound; ∞ for none.
  public let upper: Double

  /// The bounds; `nil` unless there is one, and room between them.
  public init?(lower: Double = -.infinity, upper: Double = .infinity) {
    guard lower < upper, lower < .infinity, upper > -.infinity, lower.isFinite || upper.isFinite
    else { return nil }
    self.lower = lower
    self.upper = upper
  }

  /// Bounds written as `0.5..1.9`, `0..` or `..2`; `nil` for other text.
  public init?(parsing text: String) {
    guard let dots = text.firstRange(of: "..") else { return nil }
    func end(_ part: Substring, without none: Double) -> Double? {
      part.isEmpty ? none : parseQuantity(part).flatMap { $0.isFinite ? $0 : nil }
    }
    guard let lower = end(text[..<dots.lowerBound], without: -.infinity),
      let upper = end(text[dots.upperBound...], without: .infinity)
    else { return nil }
    self.init(lower: lower, upper: upper)
  }

  /// Whether a value is within the bounds.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// The nearest value within the bounds; the bound itself where only the rounding of a logarithm
  /// keeps a value from it.
  func clamped(_ value: Double) -> Double {
    for bound in [lower, upper]
    where bound.isFinite && abs(value - bound) <= 1e-14 * abs(bound) {
      return bound
    }
    return min(max(value, lower), upper)
  }

  /// The side on which a value is at a bound; `nil` if it is inside.
  func side(of value: Double) -> Side? {
    value <= lower ? .lower : value >= upper ? .upper : nil
  }

  /// The bound on a side.
  func bound(_ side: Side) -> Double { side == .lower ? lower : upper }

  /// The range between two bounds; `nil` if there is one.
  var range: ClosedRange<Double>? {
    lower.isFinite && upper.isFinite ? lower...upper : nil
  }

  /// A side of the range.
  public enum Side: String, Sendable, Codable {
    /// At the lower bound.
    case lower
    /// At the upper bound.
    case upper
  }
}

extension CoefficientBounds: CustomStringConvertible {
  /// The bounds as an option takes them: `0.5..1.9`, `0..`, `..2`.
  public var description: String {
    (lower.isFinite ? compact(lower) : "") + ".." + (upper.isFinite ? compact(upper) : "")
  }
}

extension CoefficientBounds: Codable {
  private enum CodingKeys: String, CodingKey {
    case lower, upper
  }

  /// Writes both bounds; one that there is not is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(lower.isFinite ? lower : nil, forKey: .lower)
    try container.encode(upper.isFinite ? upper : nil, forKey: .upper)
  }

  /// Reads what ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard
      let bounds = CoefficientBounds(
        lower: try container.decodeIfPresent(Double.self, forKey: .lower) ?? -.infinity,
        upper: try container.decodeIfPresent(Double.self, forKey: .upper) ?? .infinity)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .lower, in: container, debugDescription: "the bounds leave no room")
    }
    self = bounds
  }
}

extension CoefficientDomain {
  /// Whether bounds lie in the domain; the ends of the domain are allowed, and so is the absence of a bound.
  public func contains(_ bounds: CoefficientBounds) -> Bool {
    switch self {
    case .real: true
    case .positive: (bounds.lower >= 0 || bounds.lower == -.infinity) && bounds.upper > 0
    case .unitInterval:
      (bounds.lower >= 0 || bounds.lower == -.infinity) && bounds.lower < 1
        && (bounds.upper <= 1 || bounds.upper == .infinity) && bounds.upper > 0
    }
  }

  /// The domain, in a sentence.
  public var phrase: String {
    switch self {
    case .positive: "positive"
    case .unitInterval: "between 0 and 1"
    case .real: "a real number"
    }
  }
}

extension ScalingLaw {
  /// The coefficients within their bounds, which rounding may pass.
  func withinBounds(_ values: [Double]) -> [Double] {
    guard !bounds.isEmpty else { return values }
    return zip(coefficients, values).map { bounds[$0]?.clamped($1) ?? $1 }
  }

  /// Refuses starting values outside the bounds of their coefficients.
  ///
  /// - Parameter starts: Values by symbol.
  /// - Throws: ``FitError/startOutsideBounds(symbol:value:bounds:)``.
  public func checkBounds(ofStarts starts: [[String: Double]]) throws(FitError) {
    for start in starts {
      for (symbol, value) in start.sorted(by: { $0.key < $1.key }) {
        guard let bounds = bounds[symbol], !bounds.contains(value) else { continue }
        throw .startOutsideBounds(symbol: symbol, value: value, bounds: "\(bounds)")
      }
    }
  }
}
