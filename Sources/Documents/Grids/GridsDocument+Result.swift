package import EnergyModel

extension GridsDocument {
  /// Electricity grids.
  package init(_ grids: [GridProfile]) {
    self.grids = grids.map(Grid.init)
  }
}

extension GridsDocument.Grid {
  fileprivate init(_ grid: GridProfile) {
    name = grid.name
    title = grid.title
    gramsCO2ePerKilowattHour = grid.carbonIntensity
    year = grid.year
    source = grid.source.citation
    evidence = grid.source.evidence.rawValue
  }
}
