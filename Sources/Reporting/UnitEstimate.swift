import Statistics

/// An estimate with the unit it is in, as documents carry it.
struct UnitEstimate: Sendable, Encodable {
  let estimate: Estimate
  let unit: String

  private enum CodingKeys: String, CodingKey {
    case unit
  }

  /// Writes the estimate's own keys and `unit` into one object.
  func encode(to encoder: any Encoder) throws {
    try estimate.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(unit, forKey: .unit)
  }

  /// The cells of a row in tidy form: the figures, the unit, and the reason for a missing one.
  var cells: [String?] {
    [
      CSVText.number(estimate.value), CSVText.number(estimate.standardError),
      CSVText.number(estimate.interval?.lower), CSVText.number(estimate.interval?.upper),
      CSVText.number(estimate.interval?.level), unit, estimate.reason,
    ]
  }

  /// The header that goes with ``cells``.
  static let header = [
    "estimate", "standard_error", "lower", "upper", "level", "unit", "reason",
  ]
}
