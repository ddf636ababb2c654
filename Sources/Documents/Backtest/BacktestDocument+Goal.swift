extension BacktestDocument.Goal {
  /// Any key.
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads the keys of the type, and every other as a figure.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    setting = try container.decode(String.self, forKey: .setting)
    rowCount = try container.decode(Int.self, forKey: .rowCount)
    excused = try container.decode([BacktestDocument.Excused].self, forKey: .excused)
    intervals = try container.decode(
      [String: Nullable<BacktestDocument.Interval>].self, forKey: .intervals)
    aims = try container.decode([String: String].self, forKey: .aims)
    let all = try decoder.container(keyedBy: Name.self)
    var figures: [String: Nullable<Double>] = [:]
    for key in all.allKeys where CodingKeys(rawValue: key.stringValue) == nil {
      figures[key.stringValue] = try all.decode(Nullable<Double>.self, forKey: key)
    }
    self.figures = figures
  }

  /// Writes the figures under their own names, so that they are read without a search.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(setting, forKey: .setting)
    try container.encode(rowCount, forKey: .rowCount)
    try container.encode(excused, forKey: .excused)
    try container.encode(intervals, forKey: .intervals)
    try container.encode(aims, forKey: .aims)
    var all = encoder.container(keyedBy: Name.self)
    for (name, value) in figures { try all.encode(value, forKey: Name(stringValue: name)) }
  }
}
