extension DatasetSummary {
  /// Writes every key; a title that is missing is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(title, forKey: .title)
    try container.encode(path, forKey: .path)
    try container.encode(rows, forKey: .rows)
    try container.encode(used, forKey: .used)
    try container.encode(dropped, forKey: .dropped)
    try container.encode(exclusions, forKey: .exclusions)
    try container.encode(notes, forKey: .notes)
    try container.encode(lossUnit, forKey: .lossUnit)
    try container.encode(flopPerParameterToken, forKey: .flopPerParameterToken)
    try container.encode(span, forKey: .span)
  }

  enum CodingKeys: String, CodingKey {
    case name, title, path, rows, used, dropped, exclusions, notes, lossUnit, flopPerParameterToken,
      span
  }
}
