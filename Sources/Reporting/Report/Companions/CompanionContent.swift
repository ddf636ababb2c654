import Documents
import Escaping
import Statistics

/// The content of a document in a report or a notebook.
protocol CompanionContent: Sendable {
  associatedtype Source: Document

  init(_ document: Source)

  /// The subject of the document in a few words.
  var title: String { get }
  /// What its numbers are, and what a reader needs to know to read them.
  var statements: [CompanionStatement] { get }
  /// The numbers that a notebook prints.
  var readings: [CompanionReading] { get }
  /// The figure; `nil` where there is nothing to draw.
  var figure: Figure? { get }
}

/// A paragraph or a list of a notebook.
enum CompanionStatement: Sendable {
  case paragraph(String)
  /// Items, each with its subject in bold where it has one.
  case list([(subject: String?, text: String)])

  /// The statement as Markdown, in which its texts are no mark-up.
  var markdown: String {
    switch self {
    case .paragraph(let text): MarkdownText.escaped(text)
    case .list(let items):
      items.map { item in
        "- " + (item.subject.map { "**\(MarkdownText.escaped($0))**: " } ?? "")
          + MarkdownText.escaped(item.text)
      }.joined(separator: "\n")
    }
  }
}

/// A number of a document, and its place in it.
struct CompanionReading: Sendable {
  /// Its name.
  let name: String
  /// The Python that reads it from `report`, the document: an object with `estimate`, `interval` and
  /// `reason`.
  let expression: String
  /// Its value.
  let quantity: UnitEstimate
}

extension UnitEstimate {
  /// The value, where it is finite.
  var value: Double? { estimate.value.isFinite ? estimate.value : nil }

  /// The value and the ends of the interval, as cells; an end that was not estimated is empty.
  var spanCells: [String?] {
    [
      number(value), number(estimate.interval?.shownLower()), number(estimate.interval?.shownUpper),
    ]
  }

  /// All numbers of it that a figure shows.
  var numbers: [Double] {
    [value, estimate.interval?.shownLower(), estimate.interval?.shownUpper].compactMap { $0 }
  }
}

/// The range of a linear axis over `values`, with some room; `nil` without values.
func linearRange(of values: [Double], room: Double = 0.06) -> ClosedRange<Double>? {
  guard let low = values.min(), let high = values.max() else { return nil }
  let margin = max((high - low) * room, abs(high) * 1e-3, 1e-9)
  return low - margin...high + margin
}
