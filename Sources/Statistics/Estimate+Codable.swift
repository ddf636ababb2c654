extension Estimate: Codable {
  private enum CodingKeys: String, CodingKey {
    case estimate, standardError, interval, reason, basis
  }

  /// Writes `estimate`, `standardError` and `interval`, each null if unknown or not finite,
  /// and `reason`, null if there is none, and `basis`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(value.isFinite ? value : nil, forKey: .estimate)
    try container.encode(standardError, forKey: .standardError)
    // An interval without a finite lower end carries no information.
    try container.encode(
      interval.flatMap { $0.lower == .infinity ? nil : $0 }, forKey: .interval)
    try container.encode(reason, forKey: .reason)
    try container.encode(basis, forKey: .basis)
  }

  /// Reads what ``encode(to:)`` writes; a null estimate becomes `+∞`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      value: try container.decode(Double?.self, forKey: .estimate) ?? .infinity,
      standardError: try container.decodeIfPresent(Double.self, forKey: .standardError),
      interval: try container.decodeIfPresent(ConfidenceInterval.self, forKey: .interval),
      reason: try container.decodeIfPresent(String.self, forKey: .reason))
    basis = try container.decodeIfPresent(Basis.self, forKey: .basis) ?? .estimate
  }
}

extension ConfidenceInterval: Codable {
  private enum CodingKeys: String, CodingKey {
    case level, lower, upper, method, oneSided, boundEnd
  }

  /// Writes the interval; an unbounded end is null.
  ///
  /// `boundEnd` is written where it is `upper`: the lower end of every other one-sided interval is the bound.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(level, forKey: .level)
    try container.encode(lower.isFinite ? lower : nil, forKey: .lower)
    try container.encode(upper.isFinite ? upper : nil, forKey: .upper)
    try container.encode(method, forKey: .method)
    try container.encode(isOneSided, forKey: .oneSided)
    if boundEnd == .upper { try container.encode(boundEnd, forKey: .boundEnd) }
  }

  /// Reads what ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      level: try container.decode(Double.self, forKey: .level),
      lower: try container.decode(Double?.self, forKey: .lower) ?? -.infinity,
      upper: try container.decode(Double?.self, forKey: .upper) ?? .infinity,
      method: try container.decode(Method.self, forKey: .method))
    let isOneSided = try container.decodeIfPresent(Bool.self, forKey: .oneSided) ?? false
    boundEnd =
      isOneSided ? try container.decodeIfPresent(End.self, forKey: .boundEnd) ?? .lower : nil
  }
}
