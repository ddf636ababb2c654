import Documents
import Escaping
import Statistics

/// Values of a published law as a figure: curves along the variable with the most values.
struct LawValuesCompanion: CompanionContent {
  private let law: String
  private let figureName: String
  /// The finite values, each with its place in the document.
  private let values: [(place: Int, at: [String: Double], coefficients: String, value: Double)]

  init(_ document: LawValuesDocument) {
    law = document.law
    figureName = document.figure
    values = document.values.enumerated().compactMap { place, entry in
      entry.value.value.map { (place, entry.at, entry.coefficients, $0) }
    }
  }

  var title: String { "The law '\(law)'" }

  var statements: [CompanionStatement] {
    [
      .paragraph(
        "Values of the law '\(law)' with published coefficients (\(sets.joined(separator: ", "))), which "
          + "have no published intervals. For the formula, the domains and the source, run 'echelle laws show "
          + "\(ShellText.word(law))'.")
    ]
  }

  private var sets: [String] { Set(values.map(\.coefficients)).sorted() }

  var readings: [CompanionReading] {
    values.map { entry in
      let place = DocumentPlace<LawValuesDocument>().object(
        .values, entry.place, of: LawValuesDocument.Value.self)
      let at = entry.at.sorted { $0.key < $1.key }
        .map { "\($0.key)=\(NumberText.significant($0.value, digits: 3))" }
      return CompanionReading(
        name: at.joined(separator: " "),
        expression:
          "{\"estimate\": \(place.value(.value)), \"interval\": None, "
          + "\"reason\": \"no published interval\"}",
        quantity: UnitEstimate(
          estimate: .missing(entry.value, because: "no published interval"), unit: ""))
    }
  }

  /// The title of a variable's axis, with the unit of those that all laws share.
  private static func title(of variable: String) -> String {
    switch variable {
    case "N": "Parameters N"
    case "D": "Tokens D"
    case "C": "Training compute C (FLOP)"
    default: GnuplotText.literal(SymbolText.shown(variable))
    }
  }

  /// The variables that vary, those with more values first.
  private var changing: [String] {
    let names = Set(values.flatMap { $0.at.keys })
    let counts = names.map { name in (name, Set(values.compactMap { $0.at[name] }).count) }
    return counts.filter { $0.1 > 1 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
  }

  var figure: Figure? {
    guard let along = changing.first else { return nil }
    let other = changing.dropFirst().first
    let steps = other.map { name in Set(values.compactMap { $0.at[name] }).sorted() } ?? [0]
    let sorted = values.sorted { ($0.at[along] ?? 0) < ($1.at[along] ?? 0) }
    // One curve after the other: rows of another curve would break a line.
    let table = FigureTable(
      "law-values", ["series", along, other ?? "none", "value"],
      steps.enumerated().flatMap { series, step in
        sorted.filter { value in (other.flatMap { value.at[$0] } ?? 0) == step }.map {
          ["\(series)", number($0.at[along]), number(step), number($0.value)]
        }
      })
    guard let x = FigureMaterial.range(of: values.compactMap { $0.at[along] }),
      let y = linearRange(of: values.map(\.value))
    else { return nil }
    let symbols: [FigureLayer.Symbol] = [.disc, .square, .triangle, .diamond, .triangleDown]
    return Figure(
      name: "law-values", title: "The law \(GnuplotText.literal(law))",
      subtitle: "published coefficients: \(GnuplotText.literal(sets.joined(separator: ", ")))",
      description: "\(figureName) against \(along)"
        + (other.map { ", one curve per value of \($0)" } ?? "") + ", with published coefficients.",
      panels: [
        FigurePanel(
          x: FigureAxis(title: Self.title(of: along), range: x, numbers: .count),
          y: FigureAxis(title: GnuplotText.literal(figureName), range: y, isLogarithmic: false),
          layers: steps.indices.flatMap { step -> [FigureLayer] in
            let colour = FigureColour.scale(step, of: steps.count)
            let title = other.map { "\($0) = \(NumberText.count(steps[step]))" }
            return [
              FigureLayer(
                table: table.name, mark: .line(x: along, y: "value", dash: .solid), colour: colour,
                series: step),
              FigureLayer(
                table: table.name,
                mark: .points(x: along, y: "value", symbol: symbols[step % symbols.count]),
                title: title, colour: colour, series: step),
            ]
          })
      ], tables: [table])
  }
}
