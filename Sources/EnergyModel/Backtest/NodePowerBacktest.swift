import Statistics

/// The power of a node from its rating and its workload class.
///
///     P = f(class) · k · TDP · m
///
/// f is the median ratio of measured to rated power over the measurements of that class; k the
/// accelerators per node, m the server multiplier.
struct NodePowerBacktest {
  let tables: ReferenceTables

  /// Each measurement, predicted from the other systems.
  func rows(_ measurements: [NodePowerMeasurement]) throws -> [BacktestRow] {
    let rated = try measurements.map(ratedPower)
    return measurements.indices.compactMap { index in
      let measurement = measurements[index]
      guard let own = rated[index] else { return nil }
      let fractions = measurements.indices.compactMap { other -> Double? in
        guard measurements[other].system != measurement.system,
          measurements[other].workloadClass == measurement.workloadClass,
          let rating = rated[other]
        else { return nil }
        return measurements[other].power / rating
      }
      guard !fractions.isEmpty else { return nil }
      return BacktestRow(
        goal: "G2", name: "\(measurement.system) \(measurement.workload)", evidence: "measured",
        leftOut: measurement.system, quantity: "node-power", unit: "W",
        predicted: median(of: fractions) * own, published: measurement.power)
    }
  }

  private func ratedPower(_ measurement: NodePowerMeasurement) throws -> Double? {
    try tables.accelerator(named: measurement.accelerator).ratedNodePower
      .map { $0 * measurement.acceleratorsPerNode }
  }
}
