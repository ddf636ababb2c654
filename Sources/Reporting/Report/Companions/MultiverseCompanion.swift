import Documents
import Escaping
import Statistics

/// A multiverse as a figure: the results of all defensible analyses in ascending order.
struct MultiverseCompanion: CompanionContent {
  private let multiverses: [MultiverseDocument.Multiverse]

  init(_ document: MultiverseDocument) { multiverses = document.multiverses }

  var title: String { "The multiverse of analyses" }

  var statements: [CompanionStatement] {
    multiverses.first.map {
      [
        .paragraph(
          "Results of every defensible analysis of the runs of \($0.dataset): the objectives and treatments of "
            + "outliers that a careful researcher might have chosen. Where the results spread wider than the "
            + "interval of one of them, the choice of analysis matters more than the noise.")
      ]
    } ?? []
  }

  var readings: [CompanionReading] {
    (multiverses.first?.spreads ?? []).enumerated().map { place, spread in
      CompanionReading(
        name: "\(spread.figure), reference",
        expression: DocumentPlace<MultiverseDocument>()
          .object(.multiverses, 0, of: MultiverseDocument.Multiverse.self)
          .object(.spreads, place, of: MultiverseDocument.Spread.self).value(.reference),
        quantity: spread.reference)
    }
  }

  var figure: Figure? {
    guard let multiverse = multiverses.first else { return nil }
    let universes = multiverse.universes.filter {
      $0.sameAs.value == nil && $0.converged.value != false && $0.a.value != nil
        && $0.parameterCount.value != nil
    }.sorted { ($0.a.value ?? 0) < ($1.a.value ?? 0) }
    guard universes.count > 1 else { return nil }
    let families = ["huber", "lad", "log-squares", "squares"]
    let table = FigureTable(
      "multiverse", ["series", "rank", "objective", "outliers", "is_reference", "a", "parameters"],
      universes.enumerated().map { index, universe in
        let family = families.firstIndex { universe.objective.hasPrefix($0) } ?? 0
        return [
          "\(universe.isReference ? families.count : family)", "\(index + 1)", universe.objective,
          universe.outliers, "\(universe.isReference)", number(universe.a.value),
          number(universe.parameterCount.value),
        ]
      })
    let last = Double(universes.count) + 0.5
    let exponent = multiverse.spreads.first { $0.figure == "a" }?.reference.estimate.interval
    let count = multiverse.spreads.first { $0.figure == "N*" }?.reference.estimate.interval
    let reference = FigureTable(
      "multiverse-reference",
      ["rank", "a_lower", "a_upper", "parameters_lower", "parameters_upper"],
      [0.5, last].map { rank in
        [
          number(rank), number(exponent?.shownLower()), number(exponent?.shownUpper),
          number(count?.shownLower()), number(count?.shownUpper),
        ]
      })
    let present = Set(table.rows.compactMap { $0[0].flatMap { Int($0) } })
    let styles: [(FigureLayer.Symbol, FigureColour, String)] = [
      (.disc, .blue, "Huber"), (.square, .green, "LAD"),
      (.triangle, .orange, "log squares"), (.triangleDown, .purple, "squares"),
      (.diamond, .vermilion, "reference"),
    ]
    func panel(
      _ column: String, title: String, range: ClosedRange<Double>, isLogarithmic: Bool,
      numbers: FigureAxis.Numbers, interval: ConfidenceInterval?, isFirst: Bool
    ) -> FigurePanel {
      let band = FigureLayer(
        table: reference.name,
        mark: .band(x: "rank", lower: "\(column)_lower", upper: "\(column)_upper"),
        title: isFirst ? "interval of the reference" : nil, colour: .vermilion)
      let points = styles.enumerated().filter { present.contains($0.offset) }.map { series, style in
        FigureLayer(
          table: table.name, mark: .points(x: "rank", y: column, symbol: style.0),
          title: isFirst ? style.2 : nil, colour: style.1, series: series, scale: 1.8)
      }
      return FigurePanel(
        x: FigureAxis(
          title: "Analysis, in ascending order of a", range: 0.5...last, isLogarithmic: false),
        y: FigureAxis(title: title, range: range, isLogarithmic: isLogarithmic, numbers: numbers),
        layers: (interval == nil ? [] : [band]) + points)
    }
    func ends(_ interval: ConfidenceInterval?) -> [Double] {
      [interval?.shownLower(), interval?.shownUpper].compactMap { $0 }
    }
    let exponents = universes.compactMap(\.a.value) + ends(exponent)
    let counts = universes.compactMap(\.parameterCount.value) + ends(count)
    guard let low = exponents.min(), let high = exponents.max(), low < high,
      let countRange = FigureMaterial.range(of: counts, room: 0.08)
    else { return nil }
    let room = 0.08 * (high - low)
    return Figure(
      name: "multiverse", title: "The multiverse of analyses",
      subtitle:
        "\(universes.count) defensible fits to \(GnuplotText.literal(multiverse.dataset)); N* at "
        + "\(NumberText.significant(multiverse.compute)) FLOP",
      description:
        "The exponent a of the optimal model size (N* ∝ C^a) and the optimal size for one budget, for "
        + "\(universes.count) analyses that differ in objective and treatment of outliers, in ascending "
        + "order, with the interval of the reference fit.",
      panels: [
        panel(
          "a", title: "Exponent a of N*", range: low - room...high + room, isLogarithmic: false,
          numbers: .plain, interval: exponent, isFirst: true),
        panel(
          "parameters", title: "Optimal parameters N*", range: countRange, isLogarithmic: true,
          numbers: .count, interval: count, isFirst: false),
      ], tables: [table, reference])
  }
}
