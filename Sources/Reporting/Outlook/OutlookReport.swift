import Documents
public import EnergyModel
import Statistics

/// Where frontier training is heading, in the forms that `echelle outlook` writes.
public struct OutlookReport: Report, Sendable {
  private let outlook: Outlook
  private let trends: Trends

  /// A report of an outlook and the trends it rests on.
  public init(_ outlook: Outlook, trends: Trends) {
    self.outlook = outlook
    self.trends = trends
  }

  private static let wattsPerMegawatt = 1e6

  /// Text: the years, whether the trends close, and what would have to hold for it to turn.
  public func text() -> String { text(on: .plain) }

  /// Text: the years, whether the trends close, and what would have to hold for it to turn.
  public func text(on page: TextPage) -> String {
    let heading = [
      "Frontier training from \(outlook.base.name) (\(outlook.base.year), "
        + "\(plain(outlook.base.power / Self.wattsPerMegawatt)) MW)"
    ].lines(.strong)
    let body = years + plot(on: page)
    guard !page.isBrief else { return (heading + body.lines()).text(on: page) }
    return
      (heading + body.lines() + ([""] + closure + [""] + dilemma + [""] + sectors).lines()
      + ([""] + basis).lines(.faint)).text(on: page)
  }

  private func plain(_ value: Double) -> String { NumberText.significant(value) }

  private func interval(_ estimate: Estimate, per size: Double = 1) -> String {
    NumberText.interval(estimate.interval) { plain($0 / size) }
  }

  private var years: [String] {
    let level = NumberText.percent(outlook.powerGrowth.interval?.level ?? 0.95)
    var table = TextTable([.right, .right, .left, .right, .left, .right, .right])
    table.add([
      "year", "MW", "\(level) interval", "energy ×", "\(level) interval", "compute ×",
      "efficiency ×",
    ])
    for year in outlook.years {
      table.add([
        "\(year.year)", plain(year.power.value / Self.wattsPerMegawatt),
        interval(year.power, per: Self.wattsPerMegawatt), plain(year.relativeEnergy.value),
        interval(year.relativeEnergy), plain(year.relativeCompute.value),
        plain(year.relativeEfficiency.value),
      ])
    }
    return table.lines(indent: "  ") + [
      "  MW while the run lasts; ×: over the run of \(outlook.base.year)"
    ]
  }

  private func plot(on page: TextPage) -> [String] {
    guard let columns = page.columns, !page.isBrief else { return [] }
    let points = outlook.years.map {
      TextPlot.Point(x: Double($0.year), y: $0.power.value / Self.wattsPerMegawatt)
    }
    let lines = TextPlot(points: points, xTitle: "year", yTitle: "MW")
      .lines(columns: columns)
    return lines.isEmpty ? [] : [""] + lines
  }

  private var closure: [String] {
    let growth = outlook.powerGrowth
    var table = TextTable([.left, .right, .left])
    table.add(["predicted by the trends", plain(growth.value), interval(growth)])
    for observed in trends.observed {
      table.add([
        "observed: \(observed.name)", plain(observed.value),
        "[\(plain(observed.lower)), \(plain(observed.upper))]",
      ])
    }
    return ["  do the trends close? growth of power a year:"] + table.lines(indent: "    ")
  }

  private var dilemma: [String] {
    let demand = outlook.efficiencyForConstantPower
    return [
      "  efficiency grows by \(plain(outlook.efficiencyGrowth.value)) "
        + "\(interval(outlook.efficiencyGrowth)) a year, compute by "
        + "\(plain(outlook.computeGrowth.value)) \(interval(outlook.computeGrowth)): the energy of a "
        + "run grows by \(plain(outlook.energyGrowth.value)) \(interval(outlook.energyGrowth))",
      "  for it to turn, efficiency would have to grow by \(plain(demand.value)) \(interval(demand)) "
        + "a year, or compute by no more than efficiency and run length together; that holds in "
        + "\(NumberText.percent((outlook.shareThatTurns * 1000).rounded() / 1000)) of the draws",
    ] + limit
  }

  /// The year in which one run would draw as much as a whole sector, where the outlook reaches it.
  private var limit: [String] {
    func watts(_ figure: SectorFigure) -> Double {
      figure.terawattHours.upperBound / Self.terawattHoursPerGigawattYear * 1e9
    }
    let reached = trends.sectors.compactMap { figure in
      outlook.years.first { $0.power.value >= watts(figure) }.map { (figure, $0.year) }
    }
    guard let (figure, year) = reached.max(by: { watts($0.0) < watts($1.0) }) else { return [] }
    return [
      "  by \(year) one run would draw what all \(figure.scope) are to draw in \(figure.year): the "
        + "trends cannot all go on until then"
    ]
  }

  /// TWh in a year of 365.25 days at 1 GW.
  private static let terawattHoursPerGigawattYear = 8.766

  private var sectors: [String] {
    var table = TextTable([.right, .left, .right, .right, .left])
    table.add(["year", "sector", "TWh", "as GW", ""])
    for figure in trends.sectors.sorted(by: { $0.year < $1.year }) {
      let ends = figure.terawattHours
      func range(_ text: (Double) -> String) -> String {
        ends.lowerBound == ends.upperBound
          ? text(ends.lowerBound) : "\(text(ends.lowerBound))–\(text(ends.upperBound))"
      }
      table.add([
        "\(figure.year)", figure.scope, range(plain),
        range { plain($0 / Self.terawattHoursPerGigawattYear) },
        figure.source.citation,
      ])
    }
    return ["  beside it, all of a sector:"] + table.lines(indent: "    ")
  }

  private var basis: [String] {
    var table = TextTable([.left, .right, .left, .left])
    for quantity in TrendQuantity.allCases {
      guard let growth = trends.growth[quantity] else { continue }
      let distribution = growth.distribution
      table.add([
        quantity.rawValue, plain(distribution.median),
        distribution.isFixed
          ? "fixed"
          : "[\(plain(distribution.quantile(0.025))), \(plain(distribution.quantile(0.975)))]",
        growth.source.citation,
      ])
    }
    return ["  growth a year, the same in all years of a draw:"] + table.lines(indent: "    ")
  }

  /// CSV in tidy form: a row for each figure of each year.
  public func csv() -> String {
    var csv = CSVText(header: ["year", "quantity"] + UnitEstimate.header)
    for year in document.years {
      for (quantity, estimate) in [
        ("power", year.power), ("relative_energy", year.relativeEnergy),
        ("relative_compute", year.relativeCompute),
        ("relative_efficiency", year.relativeEfficiency),
      ] {
        csv.add(["\(year.year)", quantity] + estimate.cells)
      }
    }
    return csv.text
  }

  /// JSON: the years, the growth, and what it rests on.
  public func json() throws -> String { try document.json() }

  private var document: OutlookDocument { OutlookDocument(outlook, trends: trends) }
}
