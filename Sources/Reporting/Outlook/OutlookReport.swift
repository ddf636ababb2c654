import Documents
public import EnergyModel
import Statistics

/// The projected power and energy of frontier training, in the forms that `echelle outlook` writes.
public struct OutlookReport: Report, Sendable {
  private let outlook: Outlook
  private let trends: Trends

  /// A report of an outlook and its trends.
  public init(_ outlook: Outlook, trends: Trends) {
    self.outlook = outlook
    self.trends = trends
  }

  private static let wattsPerMegawatt = 1e6

  /// Text: the years, whether the trends agree with observed power, and what would stop the growth.
  public func text() -> String { text(on: .plain) }

  /// Text: the years, whether the trends agree with observed power, and what would stop the growth.
  public func text(on page: TextPage) -> String {
    var sources = Footnotes()
    let base = page.isBrief ? "" : " \(sources.mark(outlook.base.source.citation))"
    let heading = [
      "Frontier training runs, starting from \(outlook.base.name) (\(outlook.base.year), "
        + "\(NumberText.power(outlook.base.power)))\(base)"
    ].lines(.strong)
    let body = years + plot(on: page)
    guard !page.isBrief else { return (heading + body.lines()).text(on: page) }
    let agreement = closure(&sources)
    let comparison = sectors(&sources)
    let trends = basis(&sources) + [""] + sources.lines(indent: "  ")
    return
      (heading + body.lines() + ([""] + agreement + [""] + dilemma + [""] + comparison).lines()
      + ([""] + trends).lines(.faint)).text(on: page)
  }

  private func plain(_ value: Double) -> String { NumberText.rounded(value) }

  private func interval(_ estimate: Estimate) -> String {
    NumberText.interval(estimate.interval, plain)
  }

  private func factor(_ estimate: Estimate) -> String {
    "\(plain(estimate.value))× \(interval(estimate))"
  }

  private var years: [String] {
    let level = NumberText.percent(outlook.powerGrowth.interval?.level ?? 0.95)
    var table = TextTable([.right, .right, .left, .right, .left, .right, .right])
    table.add([
      "year", "power", "\(level) interval", "energy", "\(level) interval", "compute",
      "efficiency",
    ])
    for year in outlook.years {
      table.add([
        "\(year.year)", NumberText.power(year.power.value),
        NumberText.interval(of: year.power, NumberText.power), plain(year.relativeEnergy.value),
        NumberText.interval(of: year.relativeEnergy, plain), plain(year.relativeCompute.value),
        plain(year.relativeEfficiency.value),
      ])
    }
    return table.lines(indent: "  ") + [
      "  power: average during a run; energy, compute and efficiency: relative to the \(outlook.base.year) "
        + "run"
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

  private func closure(_ sources: inout Footnotes) -> [String] {
    let growth = outlook.powerGrowth
    var table = TextTable([.left, .right, .left, .left])
    table.add(["implied by the trends below", plain(growth.value), interval(growth), ""])
    for observed in trends.observed {
      table.add([
        "observed: \(observed.name)", plain(observed.value),
        "[\(plain(observed.lower)), \(plain(observed.upper))]",
        sources.mark(observed.source.citation),
      ])
    }
    return ["  check against observed power (growth factor per year):"]
      + table.lines(indent: "    ")
  }

  private var dilemma: [String] {
    let share = NumberText.percent((outlook.shareThatTurns * 1000).rounded() / 1000)
    return [
      "  Per year, efficiency grows \(factor(outlook.efficiencyGrowth)) and compute "
        + "\(factor(outlook.computeGrowth)), so the energy of a run grows "
        + "\(factor(outlook.energyGrowth)).",
      "  Power stays constant only if efficiency grows \(factor(outlook.efficiencyForConstantPower)) per "
        + "year, or if compute grows no faster than efficiency times run length, which happens in "
        + "\(share) of the draws.",
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
      "  By \(year), one run would draw as much power as all \(figure.scope) are projected to draw in "
        + "\(figure.year), so these trends cannot all continue until then."
    ]
  }

  /// TWh in a year of 365.25 days at 1 GW.
  private static let terawattHoursPerGigawattYear = 8.766

  private func sectors(_ sources: inout Footnotes) -> [String] {
    var table = TextTable([.right, .left, .right, .right, .left])
    table.add(["year", "sector", "TWh", "mean GW", "source"])
    for figure in trends.sectors.sorted(by: { $0.year < $1.year }) {
      let ends = figure.terawattHours
      func range(_ text: (Double) -> String) -> String {
        ends.lowerBound == ends.upperBound
          ? text(ends.lowerBound) : "\(text(ends.lowerBound))–\(text(ends.upperBound))"
      }
      table.add([
        "\(figure.year)", figure.scope, range(plain),
        range { plain($0 / Self.terawattHoursPerGigawattYear) },
        sources.mark(figure.source.citation),
      ])
    }
    return ["  electricity use of whole sectors, for comparison:"] + table.lines(indent: "    ")
  }

  private func basis(_ sources: inout Footnotes) -> [String] {
    var table = TextTable([.left, .right, .left, .left])
    table.add(["trend", "per year", "95 % interval", "source"])
    for quantity in TrendQuantity.allCases {
      guard let growth = trends.growth[quantity] else { continue }
      let distribution = growth.distribution
      table.add([
        Self.title(quantity), plain(distribution.median),
        distribution.isFixed
          ? "fixed"
          : "[\(plain(distribution.quantile(0.025))), \(plain(distribution.quantile(0.975)))]",
        sources.mark(growth.source.citation),
      ])
    }
    return ["  growth factors; each draw uses the same factor in every year:"]
      + table.lines(indent: "    ")
  }

  private static func title(_ quantity: TrendQuantity) -> String {
    switch quantity {
    case .trainingCompute: "training compute"
    case .hardwareEfficiency: "hardware efficiency at 16 bits"
    case .utilization: "model FLOP utilization"
    case .precision: "efficiency gained from fewer bits"
    case .runLength: "run length"
    }
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
