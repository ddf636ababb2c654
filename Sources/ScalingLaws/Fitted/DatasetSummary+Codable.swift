extension DatasetSummary {
  /// Writes every key; a missing title is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(title, forKey: .title)
    try container.encode(path, forKey: .path)
    try container.encode(sha256, forKey: .sha256)
    try container.encode(rows, forKey: .rows)
    try container.encode(used, forKey: .used)
    try container.encode(dropped, forKey: .dropped)
    try container.encode(exclusions, forKey: .exclusions)
    try container.encode(notes, forKey: .notes)
    try container.encode(lossUnit, forKey: .lossUnit)
    try container.encode(metric, forKey: .metric)
    try container.encode(flopPerParameterToken, forKey: .flopPerParameterToken)
    try container.encode(span, forKey: .span)
  }

  enum CodingKeys: String, CodingKey {
    case name, title, path, sha256, rows, used, dropped, exclusions, notes, lossUnit, metric
    case flopPerParameterToken, span
  }
}

extension DatasetSummary.DroppedRows {
  private enum CodingKeys: String, CodingKey {
    case first, last, reason, row
  }

  /// Writes the range by its ends.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(first, forKey: .first)
    try container.encode(last, forKey: .last)
    try container.encode(reason, forKey: .reason)
  }

  /// Reads a range, or the single `row` of early `echelle.fit/1` files.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    reason = try container.decode(String.self, forKey: .reason)
    if let row = try container.decodeIfPresent(Int.self, forKey: .row) {
      (first, last) = (row, row)
    } else {
      first = try container.decode(Int.self, forKey: .first)
      last = try container.decode(Int.self, forKey: .last)
    }
  }
}

extension DatasetSummary.Span {
  enum CodingKeys: String, CodingKey {
    case parameterCount, tokenCount, compute, loss
  }

  /// Writes every extent, null if the runs do not provide it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(parameterCount, forKey: .parameterCount)
    try container.encode(tokenCount, forKey: .tokenCount)
    try container.encode(compute, forKey: .compute)
    try container.encode(loss, forKey: .loss)
  }
}
