import Documents
import Statistics

/// What a report or a notebook shows of a document.
protocol CompanionContent: Sendable {
  associatedtype Source: Document

  init(_ document: Source)

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
  let quantity: UnitEstimate
}

extension UnitEstimate {
  /// The value where it is known.
  var value: Double? { estimate.value.isFinite ? estimate.value : nil }

  /// The value and the ends of the interval, as cells; the value stands in for ends that are missing.
  var spanCells: [String?] {
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
