import Documents
import Escaping
import Statistics

/// A back-test of energy as a figure: predicted against published.
struct BacktestCompanion: CompanionContent {
  private let goals: [String: BacktestDocument.Goal]
  private let rows: [BacktestDocument.Row]

  init(_ document: BacktestDocument) {
    goals = document.goals
    rows = document.rows
  }

  /// The figures of a goal that are shown, in this order.
  private static let shownFigures = [
    "maxError", "medianError", "p90Error", "within1_5", "within2", "coverage80",
  ]

  var title: String { "Energy: predicted against published" }

  var statements: [String] {
    [
      "Each row was predicted without its own study, system or model. Errors are shares of the published "
        + "figure; what a goal is set in:"
    ]
      + goals.keys.sorted().compactMap { name in
        goals[name].map { "- **\(name)** (\($0.rowCount) rows): \($0.setting)" }
      }
  }

  var readings: [CompanionReading] {
    goals.keys.sorted().flatMap { name -> [CompanionReading] in
      guard let goal = goals[name] else { return [] }
      return Self.shownFigures.compactMap { key in
        guard let value = goal.figures[key]?.value else { return nil }
        let place = DocumentPlace<BacktestDocument>().object(
          .goals, name, of: BacktestDocument.Goal.self)
        return CompanionReading(
          name: "\(name) \(key)",
          expression: "{\"estimate\": \(place.value(named: key)), "
            + "\"interval\": \(place.value(.intervals)).get(\"\(key)\"), \"reason\": None}",
          quantity: UnitEstimate(
            estimate: .with(value, interval: goal.intervals[key]?.value?.interval), unit: ""))
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
            number(row.interval.value?.lower ?? row.predicted),
            number(row.interval.value?.upper ?? row.predicted),
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
        x: FigureAxis(title: "Published (\(unit))", range: range),
        y: FigureAxis(title: "Predicted (\(unit))", range: range),
        layers: guides.map { column, dash in
          FigureLayer(
            table: lines.name, mark: .line(x: "published", y: column, dash: dash), colour: .grey,
            series: place)
        } + layers)
    }
    return Figure(
      name: "backtest", title: "Energy, predicted and published",
      subtitle: "the line is equality, dots are a factor of 2; bars are 80 % intervals",
      description:
        "Above, the energy of training runs: predicted from published hours and watts, and from size, tokens "
        + "and chip alone with intervals. Below, the energy of an output token of models left out.",
      panels: [
        panel(
          training, 0, "MWh",
          [
            FigureLayer(
              table: table.name,
              mark: .points(x: "published", y: "predicted", symbol: .openSquare),
              title: "hours and watts given", colour: .blue, series: 0, scale: 1.4),
            FigureLayer(
              table: table.name,
              mark: .verticalIntervals(
                x: "published", y: "predicted", lower: "predicted_lower",
                upper: "predicted_upper", symbol: .disc),
              title: "from N, D and chip", colour: .vermilion, series: 1, scale: 1.4),
          ]),
        panel(
          inference, 1, "J a token",
          [
            FigureLayer(
              table: table.name, mark: .points(x: "published", y: "predicted", symbol: .disc),
              title: "models left out, H100", colour: .green, series: 2)
          ]),
      ], tables: [table, lines])
  }
}
