import EnergyModel

extension HardwareDocument {
  /// CSV: one row each.
  package func csv() -> String {
    let precisions = NumericPrecision.allCases.map(\.rawValue)
    var csv = CSVText(
      header: ["name", "title", "year"] + precisions.map { "\($0)_flop_per_second" }
        + ["thermal_design_power_w", "rated_node_power_w", "source", "evidence"])
    for accelerator in accelerators {
      csv.add(
        [accelerator.name, accelerator.title, "\(accelerator.year)"]
          + precisions.map { CSVText.number(accelerator.peakFLOPPerSecond[$0]) }
          + [
            CSVText.number(accelerator.thermalDesignPowerInWatts.value),
            CSVText.number(accelerator.ratedNodePowerInWatts.value), accelerator.source,
            accelerator.evidence,
          ])
    }
    return csv.text
  }
}
