package import EnergyModel
package import Statistics

extension QueriesDocument {
  /// Published energies, each with the model's energy of the query on `hardware`, in J.
  package init(
    _ rows: [(query: PublishedQuery, estimate: Estimate)], hardware: HardwareProfile
  ) {
    let wattHour = 1 / EnergyUnit.secondsPerHour
    self.hardware = hardware.name
    queries = rows.map { query, estimate in
      Query(
        name: query.name, task: query.task, year: query.year, energy: query.energy * wattHour,
        boundary: Nullable(query.boundary?.rawValue), basis: query.basis.rawValue,
        estimate: UnitEstimate(estimate: estimate.scaled(by: wattHour), unit: "Wh"),
        source: query.source.citation, evidence: query.source.evidence.rawValue)
    }
  }
}
