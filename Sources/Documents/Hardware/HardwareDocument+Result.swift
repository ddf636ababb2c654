package import EnergyModel

extension HardwareDocument {
  /// Accelerators.
  package init(_ accelerators: [HardwareProfile]) {
    self.accelerators = accelerators.map(Accelerator.init)
  }
}

extension HardwareDocument.Accelerator {
  fileprivate init(_ accelerator: HardwareProfile) {
    name = accelerator.name
    title = accelerator.title
    year = accelerator.year
    peakFLOPPerSecond = Dictionary(
      uniqueKeysWithValues: accelerator.peakFLOPPerSecond.map { ($0.rawValue, $1) })
    thermalDesignPowerInWatts = Nullable(accelerator.thermalDesignPower)
    ratedNodePowerInWatts = Nullable(accelerator.ratedNodePower)
    source = accelerator.source.citation
    evidence = accelerator.source.evidence.rawValue
  }
}
