import Documents
import Escaping
import ScalingLaws
import Statistics

/// The approaches of the Chinchilla paper as a figure: the exponent a of each, with its interval.
struct ApproachesCompanion: CompanionContent {
  private let comparisons: [ApproachesDocument.Comparison]

  init(_ document: ApproachesDocument) { comparisons = document.comparisons }

  var title: String { "The three approaches" }

  var statements: [CompanionStatement] {
    guard let comparison = comparisons.first else { return [] }
    let refusals = comparison.approaches.compactMap { approach in
      approach.refusal.value.map {
        CompanionStatement.paragraph(
          "Approach \(approach.approach) (\(approach.name)) gives no exponents: \($0).")
      }
    }
    let remarks = comparison.remarks.map { (subject: String?.none, text: "\($0)") }
    return [
      .paragraph(
        "Exponents of N* ∝ C^a and D* ∝ C^b from the runs of \(comparison.dataset.name): from the envelope "
          + "of training curves (approach 1), from IsoFLOP profiles (approach 2) and from a parametric fit "
          + "(approach 3).")
    ] + refusals + (remarks.isEmpty ? [] : [.list(remarks)])
  }

  var readings: [CompanionReading] {
    guard let comparison = comparisons.first else { return [] }
    return comparison.approaches.enumerated().flatMap { place, approach in
      let at = DocumentPlace<ApproachesDocument>()
        .object(.comparisons, 0, of: ApproachesDocument.Comparison.self)
        .object(.approaches, place, of: ApproachesDocument.Approach.self)
      let exponents: [(ApproachesDocument.Approach.CodingKeys, UnitEstimate?)] = [
        (.a, approach.a.value), (.b, approach.b.value),
      ]
      return exponents.compactMap { key, quantity in
        quantity.map {
          CompanionReading(
            name: "\(key.rawValue), approach \(approach.approach)", expression: at.value(key),
            quantity: $0)
        }
      }
    }
  }

  /// An approach in a word or two.
  private static func label(_ approach: ApproachesDocument.Approach) -> String {
    switch approach.approach {
    case 1: "(1) envelope"
    case 2: "(2) " + (approach.name.split(separator: " ").last.map(String.init) ?? "")
    default: "(3) parametric fit"
    }
  }

  var figure: Figure? {
    guard let comparison = comparisons.first else { return nil }
    let found = comparison.approaches.compactMap { approach in
      approach.a.value.map { (approach: approach, a: $0) }
    }
    let table = FigureTable(
      "approaches", ["rank", "approach", "name", "a", "a_lower", "a_upper"],
      found.enumerated().map { place, entry in
        ["\(place + 1)", "\(entry.approach.approach)", entry.approach.name] + entry.a.spanCells
      })
    let last = Double(found.count) + 0.5
    let lines = FigureTable(
      "approaches-lines", ["rank", "half"], [0.5, last].map { [number($0), "0.5"] })
    guard let range = linearRange(of: found.flatMap(\.a.numbers) + [0.5], room: 0.1) else {
      return nil
    }
    return Figure(
      name: "approaches", title: "The exponent a by approach",
      subtitle: "\(GnuplotText.literal(comparison.dataset.name)); the dashed line is a = 0.5",
      description:
        "The exponent a of the compute-optimal model size, N* ∝ C^a, with its interval, by each approach from "
        + "the same runs.",
      panels: [
        FigurePanel(
          x: FigureAxis(
            title: "Approach", range: 0.5...last, isLogarithmic: false,
            numbers: .names(found.map { Self.label($0.approach) })),
          y: FigureAxis(title: "Exponent a of N*", range: range, isLogarithmic: false),
          layers: [
            FigureLayer(
              table: lines.name, mark: .line(x: "rank", y: "half", dash: .dashed), colour: .grey),
            FigureLayer(
              table: table.name,
              mark: .verticalIntervals(
                x: "rank", y: "a", lower: "a_lower", upper: "a_upper", symbol: .disc),
              colour: .blue, scale: 1.8),
          ])
      ], tables: [table, lines])
  }
}
