package import Statistics

/// An estimate with the unit it is in, as documents carry it.
package struct UnitEstimate: Sendable, Codable {
  package let estimate: Estimate
  package let unit: String

  package init(estimate: Estimate, unit: String) {
    self.estimate = estimate
    self.unit = unit
  }

  private enum CodingKeys: String, CodingKey {
    case unit
  }

  /// Reads what ``encode(to:)`` writes.
  package init(from decoder: any Decoder) throws {
    estimate = try Estimate(from: decoder)
    unit = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .unit)
  }

  /// Writes the estimate's own keys and `unit` into one object.
  package func encode(to encoder: any Encoder) throws {
    try estimate.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(unit, forKey: .unit)
  }

  /// The cells of a row in tidy form: the figures, the unit, and the reason for a missing one.
  package var cells: [String?] {
    [
      CSVText.number(estimate.value), CSVText.number(estimate.standardError),
      CSVText.number(estimate.interval?.lower), CSVText.number(estimate.interval?.upper),
      CSVText.number(estimate.interval?.level), unit, estimate.reason,
    ]
  }

  /// The header that goes with ``cells``.
  package static let header = [
    "estimate", "standard_error", "lower", "upper", "level", "unit", "reason",
  ]
}
