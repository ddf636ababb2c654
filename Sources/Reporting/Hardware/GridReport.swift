import Documents
public import EnergyModel

/// Electricity grids, in the forms that `echelle grid` writes.
public struct GridReport: Report, Sendable {
  private let grids: [GridProfile]

  /// A report of grids.
  public init(_ grids: [GridProfile]) {
    self.grids = grids
  }

  /// Text: a table, then its sources.
  public func text() -> String {
    var table = TextTable([.left, .left, .right, .right, .left])
    var sources = Footnotes()
    table.add(["name", "grid", "gCO2e/kWh", "year", "source"])
    for grid in grids {
      table.add([
        grid.name, grid.title, NumberText.significant(grid.carbonIntensity), "\(grid.year)",
        sources.mark(grid.source.citation),
      ])
    }
    return (table.lines() + [""] + sources.lines(indent: "")).text
  }

  /// JSON: all fields, in full precision.
  public func json() throws -> String {
    try GridsDocument(grids).json()
  }

  /// CSV: a row each.
  public func csv() -> String {
    GridsDocument(grids).csv()
  }
}
