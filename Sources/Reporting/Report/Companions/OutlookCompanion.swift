import Documents
import Escaping
import Statistics

/// An outlook as a figure: the power of the largest runs, and compute against efficiency, by year.
struct OutlookCompanion: CompanionContent {
  private let base: OutlookDocument.Base
  private let growth: OutlookDocument.Growth
  private let years: [OutlookDocument.Year]
  private let observed: [OutlookDocument.Observed]

  init(_ document: OutlookDocument) {
    base = document.base
    growth = document.growth
    years = document.years
    observed = document.observed
  }

  var title: String { "Outlook: compute, efficiency and power" }

  var statements: [CompanionStatement] {
    let trends = observed.map { trend in
      let numbers = [trend.value, trend.lower, trend.upper].map {
        NumberText.significant($0, digits: 3)
      }
      return (
        subject: String?.some("observed: \(trend.name)"),
        text: "×\(numbers[0]) [\(numbers[1]), \(numbers[2])] per year (\(trend.source))"
      )
    }
    return [
      .paragraph(
        "The compute of the largest training runs grows by \(times(growth.compute)) per year, and FLOP per "
          + "joule by \(times(growth.efficiency)). Power therefore grows by \(times(growth.power)) per year, "
          + "starting from \(base.name). For constant power, efficiency would have to grow by "
          + "\(times(growth.efficiencyForConstantPower)) per year.")
    ] + (trends.isEmpty ? [] : [.list(trends)]) + [
      .paragraph(
        "The bands extrapolate trends; they are not a forecast of what will be built.")
    ]
  }

  private func times(_ quantity: UnitEstimate) -> String {
    "×" + NumberText.significant(quantity.estimate.value, digits: 3)
  }

  var readings: [CompanionReading] {
    let place = DocumentPlace<OutlookDocument>()
      .object(.growth, of: OutlookDocument.Growth.self)
    let figures: [(String, OutlookDocument.Growth.CodingKeys, UnitEstimate)] = [
      ("compute", .compute, growth.compute), ("FLOP per joule", .efficiency, growth.efficiency),
      ("power", .power, growth.power), ("energy per run", .energy, growth.energy),
      ("for constant power", .efficiencyForConstantPower, growth.efficiencyForConstantPower),
    ]
    return figures.map {
      CompanionReading(name: $0, expression: place.value($1), quantity: $2)
    }
  }

  var figure: Figure? {
    let table = FigureTable(
      "outlook",
      [
        "year", "power_mw", "power_mw_lower", "power_mw_upper", "compute", "compute_lower",
        "compute_upper", "efficiency", "efficiency_lower", "efficiency_upper",
      ],
      years.map {
        [number(Double($0.year))] + $0.power.spanCells + $0.relativeCompute.spanCells
          + $0.relativeEfficiency.spanCells
      })
    guard let span = linearRange(of: years.map { Double($0.year) }, room: 0.02),
      let power = FigureMaterial.range(of: years.flatMap(\.power.numbers)),
      let relative = FigureMaterial.range(
        of: years.flatMap { $0.relativeCompute.numbers + $0.relativeEfficiency.numbers })
    else { return nil }
    func layers(_ column: String, _ title: String, _ colour: FigureColour, _ dash: FigureLayer.Dash)
      -> [FigureLayer]
    {
      [
        FigureLayer(
          table: table.name,
          mark: .band(x: "year", lower: "\(column)_lower", upper: "\(column)_upper"), colour: colour
        ),
        FigureLayer(
          table: table.name, mark: .line(x: "year", y: column, dash: dash), title: title,
          colour: colour),
      ]
    }
    let bottom = FigureAxis(title: "Year", range: span, isLogarithmic: false, numbers: .whole)
    return Figure(
      name: "outlook", title: "Outlook for frontier training",
      subtitle:
        "starting from \(GnuplotText.literal(base.name)); bands are 95 % intervals of the trends",
      description:
        "Top: the power of the largest training run by year, with its interval. Bottom: compute and FLOP per "
        + "joule relative to the first year; the gap between them is the growth of energy per run.",
      panels: [
        FigurePanel(
          x: bottom, y: FigureAxis(title: "Power (MW)", range: power),
          layers: layers("power_mw", "power of the largest run", .vermilion, .solid)),
        FigurePanel(
          x: bottom, y: FigureAxis(title: "Growth since the first year (×)", range: relative),
          layers: layers("compute", "compute", .blue, .solid)
            + layers("efficiency", "FLOP per joule", .green, .dashed)),
      ], tables: [table])
  }
}
