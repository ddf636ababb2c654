/// Back-tests without fitted parameters: published inputs against published energies.
enum ArithmeticBacktest {
  /// Hours × watts × PUE compared with the published energy.
  static func accounting(_ runs: [PublishedRun]) -> [BacktestRow] {
    runs.compactMap { run in
      guard let hours = run.acceleratorHours, let power = run.power, let energy = run.energy,
        run.energyBasis == .published
      else { return nil }
      return BacktestRow(
        goal: "G0", name: run.model, evidence: run.kind.rawValue, quantity: "energy", unit: "MWh",
        predicted: hours * power * (run.powerUsageEffectiveness ?? 1) / 1e6, published: energy,
        excuse: run.excuse)
    }
  }

  /// C over the achieved rate × watts × PUE compared with the published energy.
  static func achievedRate(_ runs: [PublishedRun]) -> [BacktestRow] {
    runs.compactMap { run in
      guard let compute = run.compute, let rate = run.achievedFLOPPerSecond, let power = run.power,
        let energy = run.energy
      else { return nil }
      let joules = compute / rate * power * (run.powerUsageEffectiveness ?? 1)
      return BacktestRow(
        goal: "G1", name: run.model, evidence: run.kind.rawValue, quantity: "energy", unit: "MWh",
        predicted: joules / EnergyUnit.joulesPerMegawattHour, published: energy)
    }
  }
}
