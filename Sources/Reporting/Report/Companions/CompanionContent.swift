import Statistics

/// What a report or a notebook shows of a document.
protocol CompanionContent: Decodable, Sendable {
  /// What the document is about, in a few words.
  var title: String { get }
  /// What its figures are, and what has to be known to read them, a paragraph each.
  var statements: [String] { get }
  /// The figures that a notebook prints.
  var readings: [CompanionReading] { get }
  /// The figure; `nil` where there is nothing to draw.
  var figure: Figure? { get }
}

/// A figure of a document, and where it stands in it.
struct CompanionReading: Sendable {
  /// What it is called.
  let name: String
  /// The Python that takes it from `report`, the document: an object with `estimate`, `interval` and
  /// `reason`.
  let expression: String
  /// Its value.
  let quantity: CompanionQuantity
}

/// An estimate with its unit, as documents have it.
struct CompanionQuantity: Decodable, Sendable {
  let estimate: Estimate
  let unit: String

  init(_ estimate: Estimate, unit: String = "") {
    self.estimate = estimate
    self.unit = unit
  }

  init(from decoder: any Decoder) throws {
    estimate = try Estimate(from: decoder)
    unit =
      try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .unit)
      ?? ""
  }

  private enum CodingKeys: String, CodingKey {
    case unit
  }

  /// The value where it is known.
  var value: Double? { estimate.value.isFinite ? estimate.value : nil }

  /// The value and the ends of the interval, as cells; the value stands in for ends that are missing.
  var cells: [String?] {
    [
      number(value), number(estimate.interval?.lower ?? value),
      number(estimate.interval?.upper ?? value),
    ]
  }

  /// All numbers that a figure shows of it.
  var numbers: [Double] {
    [value, estimate.interval?.lower, estimate.interval?.upper].compactMap { $0 }.filter(\.isFinite)
  }
}

/// The range of a linear axis over `values`, with some room; `nil` where there are none.
func linearRange(of values: [Double], room: Double = 0.06) -> ClosedRange<Double>? {
  guard let low = values.min(), let high = values.max() else { return nil }
  let margin = max((high - low) * room, abs(high) * 1e-3, 1e-9)
  return low - margin...high + margin
}
