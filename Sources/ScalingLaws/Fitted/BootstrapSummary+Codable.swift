extension BootstrapSummary {
  /// Writes every key; the reason is null where the user named the method.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(replicates, forKey: .replicates)
    try container.encode(failed, forKey: .failed)
    try container.encode(redrawsDrops, forKey: .redrawsDrops)
    try container.encode(level, forKey: .level)
    try container.encode(method, forKey: .method)
    try container.encode(reason, forKey: .reason)
  }

  /// Reads a summary; older files have no method, and percentiles.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    replicates = try container.decode(Int.self, forKey: .replicates)
    failed = try container.decode(Int.self, forKey: .failed)
    redrawsDrops = try container.decode(Bool.self, forKey: .redrawsDrops)
    level = try container.decode(Double.self, forKey: .level)
    method = try container.decodeIfPresent(IntervalMethod.self, forKey: .method) ?? .percentile
    reason = try container.decodeIfPresent(String.self, forKey: .reason)
  }

  enum CodingKeys: String, CodingKey {
    case replicates, failed, redrawsDrops, level, method, reason
  }
}
