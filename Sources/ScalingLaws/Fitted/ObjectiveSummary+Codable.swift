extension ObjectiveSummary {
  /// Writes every key; δ is null where the objective has none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(delta, forKey: .delta)
    try container.encode(space, forKey: .space)
    try container.encode(value, forKey: .value)
  }

  enum CodingKeys: String, CodingKey {
    case name, delta, space, value
  }
}
