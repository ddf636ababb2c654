import Statistics

/// Why estimates of a table have no interval or no standard error: each reason once, unless a remark
/// gives it.
struct MissingIntervals {
  private let remarks: [Remark]
  private var groups: [(what: String, reason: String, names: [String])] = []

  /// For a table that is shown with `remarks`.
  init(besides remarks: [Remark]) {
    self.remarks = remarks
  }

  /// Adds an estimate, whose row is called `name`.
  mutating func note(_ name: String, _ estimate: Estimate) {
    guard estimate.basis == .estimate, let reason = estimate.reason else { return }
    let what: String
    if estimate.interval == nil {
      what = "interval"
    } else if estimate.standardError == nil, estimate.interval?.isBounded == true,
      estimate.interval?.isOneSided == false
    {
      what = "standard error"
    } else {
      return
    }
    guard !remarks.contains(where: { $0.text.hasPrefix(reason) || reason.hasPrefix($0.text) })
    else { return }
    if let place = groups.firstIndex(where: { $0.what == what && $0.reason == reason }) {
      if !groups[place].names.contains(name) { groups[place].names.append(name) }
    } else {
      groups.append((what, reason, [name]))
    }
  }

  /// The reasons, such as `no interval for N*, D*: …`.
  var sentences: [String] {
    groups.map { "no \($0.what) for \($0.names.joined(separator: ", ")): \($0.reason)" }
  }

  /// The reasons as lines of at most 80 columns after `indent`.
  func lines(indent: String) -> [String] {
    sentences.flatMap { $0.wrapped(indent: indent) }
  }
}
