extension ObjectiveSummary {
  /// Writes every key; δ and κ are null if the objective has none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(delta, forKey: .delta)
    try container.encode(asymmetry, forKey: .asymmetry)
    try container.encode(isScaled, forKey: .isScaled)
    try container.encode(space, forKey: .space)
    try container.encode(value, forKey: .value)
    try container.encode(sum, forKey: .sum)
  }

  /// Reads the objective; ``sum`` is computed from the rest, and absent from older files.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    delta = try container.decodeIfPresent(Double.self, forKey: .delta)
    asymmetry = try container.decodeIfPresent(Double.self, forKey: .asymmetry)
    isScaled = try container.decodeIfPresent(Bool.self, forKey: .isScaled)
    space = try container.decode(String.self, forKey: .space)
    value = try container.decode(Double.self, forKey: .value)
  }

  enum CodingKeys: String, CodingKey {
    case name, delta, asymmetry, space, value, sum
    case isScaled = "scaled"
  }
}
