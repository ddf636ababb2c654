/// The names of losses, each classified once: a log has few names, repeated on every line.
struct LossNames {
  private var known: [String: Bool] = [:]

  /// Whether one of the fields is a loss.
  mutating func isAmong(_ fields: [(name: String, value: Double)]) -> Bool {
    fields.contains { isLoss($0.name) }
  }

  private mutating func isLoss(_ name: String) -> Bool {
    if let isLoss = known[name] { return isLoss }
    let isLoss = MetricKind(name: name) != nil
    // Text that only looks like fields may have any number of names.
    if known.count < 4096 { known[name] = isLoss }
    return isLoss
  }
}
