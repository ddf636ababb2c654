import Documents
import Escaping
import Statistics

/// A multiverse as a figure: what each defensible analysis finds, in ascending order.
struct MultiverseCompanion: CompanionContent {
  private let multiverses: [MultiverseDocument.Multiverse]

  init(_ document: MultiverseDocument) { multiverses = document.multiverses }

  var title: String { "The multiverse of analyses" }

  var statements: [String] {
    multiverses.first.map {
      [
        "What each defensible analysis of the runs of \($0.dataset) finds: objectives and treatments of outliers "
          + "that a careful researcher might have chosen. Where they spread wider than the interval of one of "
          + "them, the choice matters more than the noise."
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
          number(rank), number(exponent?.lower), number(exponent?.upper), number(count?.lower),
          number(count?.upper),
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
        title: isFirst ? "its interval" : nil, colour: .vermilion)
      let points = styles.enumerated().filter { present.contains($0.offset) }.map { series, style in
        FigureLayer(
          table: table.name, mark: .points(x: "rank", y: column, symbol: style.0),
          title: isFirst ? style.2 : nil, colour: style.1, series: series, scale: 1.8)
      }
      return FigurePanel(
        x: FigureAxis(
          title: isFirst ? "" : "Analyses, by a", range: 0.5...last, isLogarithmic: false),
        y: FigureAxis(title: title, range: range, isLogarithmic: isLogarithmic, numbers: numbers),
        layers: (interval == nil ? [] : [band]) + points)
    }
    let exponents = universes.compactMap(\.a.value) + (exponent.map { [$0.lower, $0.upper] } ?? [])
    let counts =
      universes.compactMap(\.parameterCount.value) + (count.map { [$0.lower, $0.upper] } ?? [])
    guard let low = exponents.min(), let high = exponents.max(), low < high,
      let countRange = FigureMaterial.range(of: counts, room: 0.08)
    else { return nil }
    let room = 0.08 * (high - low)
    return Figure(
      name: "multiverse", title: "The multiverse of analyses",
      subtitle:
        "\(universes.count) defensible fits of \(GnuplotText.literal(multiverse.dataset)); N* at "
        + "\(NumberText.significant(multiverse.compute)) FLOP",
      description:
        "The exponent a of the best model size in compute, and the size for a budget, for "
        + "\(universes.count) analyses that differ in objective and outliers, in ascending order, beside "
        + "the interval of the reference fit.",
      panels: [
        panel(
          "a", title: "Exponent a", range: low - room...high + room, isLogarithmic: false,
          numbers: .plain, interval: exponent, isFirst: true),
        panel(
          "parameters", title: "Parameters N*", range: countRange, isLogarithmic: true,
          numbers: .count, interval: count, isFirst: false),
      ], tables: [table, reference])
  }
}
