import Diagnostics

/// Reads the grid table; its README describes the columns.
///
/// - Throws: `Diagnostic`.
func readGrids(at path: String) throws -> [GridProfile] {
  let table = try ReferenceTable(
    path: path, texts: ["name", "title", "source", "evidence"],
    numbers: ["year", "gco2e_per_kwh"])
  var seen: Set<String> = []
  return try (0..<table.rowCount).map { row in
    let intensity = try table.requiredNumber("gco2e_per_kwh", row)
    guard AssumedQuantity.gridIntensity.allows(intensity) else {
      throw table.fault(
        "gco2e_per_kwh", row,
        "expected \(AssumedQuantity.gridIntensity.requirement), found \(intensity)",
        why: "\(AssumedQuantity.gridIntensity.reason)")
    }
    let grid = GridProfile(
      name: try table.requiredText("name", row),
      title: try table.requiredText("title", row),
      year: try table.year("year", row),
      carbonIntensity: intensity,
      source: try table.source(row))
    guard seen.insert(grid.nameOfYear).inserted else {
      throw table.fault(
        "name", row, "duplicate row for '\(grid.nameOfYear)'",
        fix: "remove one of the two rows rows")
    }
    return grid
  }
}
