import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Training energy from compute, model size, accelerator and precision only, learned from published runs.
///
///     ln E = ln C − ln(R·MFU) + ln P + ln PUE
///
/// MFU over the whole run, including lost work, is regressed on the published hours of many runs: on the
/// peak R, on model size relative to the accelerator (small models do not fill fast chips), on
/// mixtures of experts, on the precision and on the accelerator's family. P of a node is regressed on R
/// over measured nodes; P of an accelerator alone is a fraction of its thermal design power.
///
/// The prior strengths were chosen by leave-one-study-out among the runs with only
/// published hours, none of which the energy back-test scores.
struct EnergyPredictor {
  private let tables: ReferenceTables
  private let families: [String]
  private let utilization: ShrunkRegression
  private let nodePower: ShrunkRegression

  /// The centres of the regressors.
  private static let centralPeak = 3e14
  private static let utilizationDeviation = 0.35
  private static let nodePowerDeviation = 0.2
  /// Mean power of an accelerator over its thermal design power.
  ///
  /// The median is .74 over inference runs on H100 (ML.ENERGY), and .75 for GPUs (Cottier et al. 2024).
  private static let acceleratorPowerFraction = 0.74
  private static let acceleratorPowerDeviation = 0.15

  /// Fits to published runs and measured nodes.
  ///
  /// - Throws: ``EnergyModelError`` for an accelerator missing from the tables.
  init(
    tables: ReferenceTables, runs: [PublishedRun], nodes: [NodePowerMeasurement]
  ) throws {
    self.tables = tables
    let families = Array(Set(tables.accelerators.compactMap(\.family))).sorted()
    self.families = families
    let observed = try runs.compactMap { run -> (run: PublishedRun, rate: Double, peak: Double)? in
      guard let compute = run.compute, let hours = run.acceleratorHours,
        let peak = try tables.accelerator(named: run.accelerator).peakFLOPPerSecond[run.precision]
      else { return nil }
      return (run, compute / (hours * EnergyUnit.secondsPerHour), peak)
    }
    // Each run counts less in a study with many runs on one chip.
    let counts = Dictionary(grouping: observed) { "\($0.run.study) \($0.run.accelerator)" }
      .mapValues { 1 / Double($0.count).squareRoot() }
    let utilizationRows = try observed.map { row in
      (
        features: try Self.features(row.run, tables, families), response: log(row.rate / row.peak),
        weight: counts["\(row.run.study) \(row.run.accelerator)"] ?? 1
      )
    }
    let free = Array(repeating: 0.0, count: families.count)
    let powers =
      try runs.compactMap { run -> (Double, Double)? in
        guard run.kind == .measured, run.boundary == .node, let power = run.power else {
          return nil
        }
        return (try Self.logPeak(run.accelerator, tables), power)
      }
      + nodes.map { (try Self.logPeak($0.accelerator, tables), $0.power / $0.acceleratorsPerNode) }
    guard
      let utilization = ShrunkRegression(
        utilizationRows, mean: [log(0.36), -0.13, 0.195, -0.1, log(0.85)] + free,
        deviations: [0.3, 0.065, 0.065, 0.15, 0.15] + free.map { _ in 0.1 },
        residualDeviation: Self.utilizationDeviation),
      let nodePower = ShrunkRegression(
        powers.map { (features: [1, $0.0], response: log($0.1), weight: 1) },
        mean: [log(400), 0.4], deviations: [1, 0.1], residualDeviation: Self.nodePowerDeviation)
    else { preconditionFailure("priors determine every coefficient") }
    self.utilization = utilization
    self.nodePower = nodePower
  }

  /// The energy of `run` in MWh, with the interval at `level`; `nil` if its compute, its peak or its
  /// power is unknown.
  func energy(
    of run: PublishedRun, level: Double
  ) throws -> (value: Double, interval: ConfidenceInterval)? {
    let hardware = try tables.accelerator(named: run.accelerator)
    guard let compute = run.compute, let peak = hardware.peakFLOPPerSecond[run.precision] else {
      return nil
    }
    let rate = utilization.predict(try Self.features(run, tables, families))
    let power: (mean: Double, variance: Double)
    if run.boundary == .accelerator {
      guard let rated = hardware.thermalDesignPower else { return nil }
      let deviation = Self.acceleratorPowerDeviation
      power = (log(Self.acceleratorPowerFraction * rated), deviation * deviation)
    } else {
      power = nodePower.predict([1, try Self.logPeak(run.accelerator, tables)])
    }
    let value =
      compute / peak * exp(power.mean - rate.mean) * (run.powerUsageEffectiveness ?? 1)
      / EnergyUnit.joulesPerMegawattHour
    let reach =
      normalQuantile((1 + level) / 2) * (rate.variance + power.variance).squareRoot()
    return (
      value,
      ConfidenceInterval(
        level: level, lower: value * exp(-reach), upper: value * exp(reach),
        method: .shrunkRegression)
    )
  }

  /// ln of the dense peak in bf16 over ``centralPeak``.
  private static func logPeak(_ accelerator: String, _ tables: ReferenceTables) throws -> Double {
    let hardware = try tables.accelerator(named: accelerator)
    guard let peak = hardware.peakFLOPPerSecond[.bf16] else { return 0 }
    return log(peak / centralPeak)
  }

  private static func features(
    _ run: PublishedRun, _ tables: ReferenceTables, _ families: [String]
  ) throws -> [Double] {
    let logPeak = try logPeak(run.accelerator, tables)
    let smallness = run.activeParameterCount.map { min(0, log($0 / 1e10) - 0.5 * logPeak) } ?? 0
    let family = try tables.accelerator(named: run.accelerator).family
    return [
      1, logPeak, smallness, run.isMixtureOfExperts ? 1 : 0, run.precision == .fp8 ? 1 : 0,
    ] + families.map { $0 == family ? 1 : 0 }
  }
}
