import Documents
import Escaping
import Statistics

/// A back-test of energy as a figure: predictions against published energies.
struct BacktestCompanion: CompanionContent {
  private let goals: [String: BacktestDocument.Goal]
  private let rows: [BacktestDocument.Row]

  init(_ document: BacktestDocument) {
    goals = document.goals
    rows = document.rows
  }

  /// The figures of a goal that are shown, in this order, with their names.
  private static let shownFigures = [
    ("maxError", "largest error"), ("medianError", "median error"),
    ("p90Error", "90 % of errors below"), ("within1_5", "within a factor of 1.5"),
    ("within2", "within a factor of 2"), ("coverage80", "coverage of 80 % interval"),
  ]

  var title: String { "Energy: predicted and published" }

  var statements: [CompanionStatement] {
    [
      .paragraph(
        "Each row was predicted without the data of its own study, system or model. Errors are relative to "
          + "the published energy. The goals differ in the quantities that a prediction may use:"),
      .list(
        goals.keys.sorted().compactMap { name in
          goals[name].map {
            (
              subject: String?.some(name),
              text: "\($0.setting) (\($0.rowCount) \($0.rowCount == 1 ? "row" : "rows"))"
            )
          }
        }),
    ]
  }

  var readings: [CompanionReading] {
    goals.keys.sorted().flatMap { name -> [CompanionReading] in
      guard let goal = goals[name] else { return [] }
      return Self.shownFigures.compactMap { key, title in
        guard let value = goal.figures[key]?.value else { return nil }
        let place = DocumentPlace<BacktestDocument>().object(
          .goals, name, of: BacktestDocument.Goal.self)
        return CompanionReading(
          name: "\(name): \(title)",
          expression: "{\"estimate\": \(place.value(named: key)), "
            + "\"interval\": \(place.value(.intervals)).get(\"\(key)\"), \"reason\": \"no interval\"}",
          quantity: UnitEstimate(
            estimate: goal.intervals[key]?.value.map { .with(value, interval: $0.interval) }
              ?? .missing(value, because: "no interval"), unit: ""))
      }
    }
  }

  var figure: Figure? {
    let shown = rows.filter { $0.predicted > 0 && $0.published > 0 }
    let series = ["G0", "G3", "G4"]
    let table = FigureTable(
      "backtest",
      [
        "series", "goal", "name", "unit", "published", "predicted", "predicted_lower",
        "predicted_upper",
      ],
      shown.compactMap { row in
        series.firstIndex(of: row.goal).map { place in
          [
            "\(place)", row.goal, row.name, row.unit, number(row.published), number(row.predicted),
            number(row.interval.value?.lower), number(row.interval.value?.upper),
          ]
        }
      })
    func range(_ goals: Set<String>) -> ClosedRange<Double>? {
      FigureMaterial.range(
        of: shown.filter { goals.contains($0.goal) }.flatMap { row in
          [row.published, row.predicted, row.interval.value?.lower, row.interval.value?.upper]
            .compactMap { $0 }
        })
    }
    guard let training = range(["G0", "G3"]), let inference = range(["G4"]) else { return nil }
    let lines = FigureTable(
      "backtest-lines", ["series", "published", "same", "half", "double"],
      [training, inference].enumerated().flatMap { place, range in
        [range.lowerBound, range.upperBound].map {
          ["\(place)", number($0), number($0), number($0 / 2), number($0 * 2)]
        }
      })
    func panel(
      _ range: ClosedRange<Double>, _ place: Int, _ unit: String, _ layers: [FigureLayer]
    ) -> FigurePanel {
      let guides: [(String, FigureLayer.Dash)] = [
        ("same", .solid), ("half", .dotted), ("double", .dotted),
      ]
      return FigurePanel(
        x: FigureAxis(title: "Published energy (\(unit))", range: range),
        y: FigureAxis(title: "Predicted energy (\(unit))", range: range),
        layers: guides.map { column, dash in
          FigureLayer(
            table: lines.name, mark: .line(x: "published", y: column, dash: dash), colour: .grey,
            series: place)
        } + layers)
    }
    return Figure(
      name: "backtest", title: "Energy, predicted and published",
      subtitle: "solid line: equality; dotted lines: a factor of 2; bars: 80 % intervals",
      description:
        "Predicted against published energy. Top: training runs, predicted from published hours and power, "
        + "and from model size, tokens and accelerator alone, with intervals. Bottom: energy per output token "
        + "of models that were left out of the calibration.",
      panels: [
        panel(
          training, 0, "MWh",
          [
            FigureLayer(
              table: table.name,
              mark: .points(x: "published", y: "predicted", symbol: .openSquare),
              title: "from hours and power", colour: .blue, series: 0, scale: 1.4),
            FigureLayer(
              table: table.name,
              mark: .verticalIntervals(
                x: "published", y: "predicted", lower: "predicted_lower",
                upper: "predicted_upper", symbol: .disc),
              title: "from N, D and accelerator", colour: .vermilion, series: 1, scale: 1.4),
          ]),
        panel(
          inference, 1, "J per token",
          [
            FigureLayer(
              table: table.name, mark: .points(x: "published", y: "predicted", symbol: .disc),
              title: "left-out models, H100", colour: .green, series: 2)
          ]),
      ], tables: [table, lines])
  }
}
