public import EnergyModel

/// Electricity grids, in the forms that `echelle grid` writes.
public struct GridReport: Report, Sendable {
  private let grids: [GridProfile]

  /// A report of grids.
  public init(_ grids: [GridProfile]) {
    self.grids = grids
  }

  /// Text: a table.
  public func text() -> String {
    var table = TextTable([.left, .left, .right, .right, .left])
    table.add(["name", "", "gCO2e/kWh", "year", "source"])
    for grid in grids {
      table.add([
        grid.name, grid.title, NumberText.significant(grid.carbonIntensity), "\(grid.year)",
        grid.source.citation,
      ])
    }
    return table.lines().text
  }

  /// JSON: all that is known, in full precision.
  public func json() throws -> String {
    try JSONText.encode(Document(grids: grids.map(Form.init)))
  }

  /// CSV: a row each.
  public func csv() -> String {
    var csv = CSVText(header: ["name", "title", "gco2e_per_kwh", "year", "source", "evidence"])
    for grid in grids {
      csv.add([
        grid.name, grid.title, CSVText.number(grid.carbonIntensity), "\(grid.year)",
        grid.source.citation, grid.source.evidence.rawValue,
      ])
    }
    return csv.text
  }

  private struct Document: Encodable {
    let schema = "echelle.grids/1"
    let grids: [Form]
  }

  private struct Form: Encodable {
    let name: String
    let title: String
    let gramsCO2ePerKilowattHour: Double
    let year: Int
    let source: String
    let evidence: String

    init(_ grid: GridProfile) {
      name = grid.name
      title = grid.title
      gramsCO2ePerKilowattHour = grid.carbonIntensity
      year = grid.year
      source = grid.source.citation
      evidence = grid.source.evidence.rawValue
    }
  }
}
