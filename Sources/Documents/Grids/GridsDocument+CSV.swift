extension GridsDocument {
  /// CSV: one row each.
  package func csv() -> String {
    var csv = CSVText(header: ["name", "title", "gco2e_per_kwh", "year", "source", "evidence"])
    for grid in grids {
      csv.add([
        grid.name, grid.title, CSVText.number(grid.gramsCO2ePerKilowattHour), "\(grid.year)",
        grid.source, grid.evidence,
      ])
    }
    return csv.text
  }
}
