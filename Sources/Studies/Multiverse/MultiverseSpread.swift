internal import ScalingLaws
public import Statistics

/// A figure compared over the universes.
public enum MultiverseFigure: String, Sendable, CaseIterable, Codable {
  /// a, the exponent of N* in C.
  case exponent = "a"
  /// N* at the budget, parameters.
  case parameterCount = "N*"
  /// D*/N* at the budget, tokens per parameter.
  case tokensPerParameter = "D*/N*"
  /// L at the budget.
  case loss = "L"

  func value(exponent: Double, allocation: Allocation) -> Double {
    switch self {
    case .exponent: exponent
    case .parameterCount: allocation.parameterCount
    case .tokensPerParameter: allocation.tokensPerParameter
    case .loss: allocation.loss
    }
  }
}

/// The spread of a figure over the universes, with the interval of the reference.
public struct MultiverseSpread: Sendable, Equatable {
  /// The figure.
  public var figure: MultiverseFigure
  /// The figure from the reference fit, with its interval.
  public var reference: Estimate
  /// The minimum over the universes.
  public var lower: Double
  /// The maximum over the universes.
  public var upper: Double
  /// The number of distinct converged fits with the figure.
  public var count: Int
  /// How many of them lie outside the reference's interval; `nil` if there is none.
  public var outside: Int?

  /// Whether the universes spread beyond the interval of the reference.
  public var exceedsInterval: Bool { (outside ?? 0) > 0 }

  init(_ figure: MultiverseFigure, reference: Estimate, values: [Double]) {
    self.figure = figure
    self.reference = reference
    lower = values.min() ?? .nan
    upper = values.max() ?? .nan
    count = values.count
    outside = reference.interval.map { interval in
      values.count { $0 < interval.lower || $0 > interval.upper }
    }
  }
}
