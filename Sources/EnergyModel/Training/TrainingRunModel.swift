import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// From what is known of a training run to its energy: what is known replaces what would be assumed.
///
///     t = C / (R·MFU·g)                       accelerator-seconds
///     E_acc = t · f·TDP · p(MFU)              the accelerators alone
///     E_node = t · P · p(MFU)                 the servers
///     E = E_node · (1 + i) · PUE              the facility, with nodes that were held and idle
///     p(u) = φ + (1 − φ)·u/ū                  power falls less than utilisation
///
/// g is the share of the hours that moved the run forward, i the energy of idle nodes over that of busy ones.
public struct TrainingRunModel: Sendable {
  /// What is known of the run.
  public struct Facts: Sendable, Equatable {
    /// The compute.
    public var compute: TrainingCompute?
    /// Draws of the compute by a fitted law, over its value; none for a compute that is exact.
    ///
    /// Infinite where no compute reaches what was asked of the law.
    public var computeRatios: [Double] = []
    /// Where those draws come from.
    public var computeSource = Source.user
    /// Counted accelerator-hours.
    public var acceleratorHours: Double?
    /// Measured mean power of the accelerators alone, in W each.
    public var acceleratorPower: Double?
    /// Measured energy of the servers, in J.
    public var nodeEnergy: Double?
    /// Carbon intensity of the supply that was bought, in gCO₂e/kWh.
    public var marketIntensity: Double?
    /// Whether the whole programme is asked for, experiments and failures included.
    public var countsDevelopment = false

    /// Knows nothing.
    public init() {}
  }

  private let model: TrainingEnergyModel
  private let further: FurtherAssumptions
  private let facts: Facts
  /// The compute as the law's draws tell it; `nil` for a compute that is exact.
  private let lawCompute: Assumption?
  /// Whether the user gave the power of a node.
  private let isPowerStated: Bool

  /// A model of a run.
  ///
  /// - Parameters:
  ///   - model: The chain from compute to emissions.
  ///   - tables: The reference tables.
  ///   - facts: What is known of the run.
  ///   - stated: Values to take as exact.
  /// - Throws: ``EnergyModelError`` for quantities the tables say nothing about, for stated values that
  ///   are impossible, and for facts that say too little.
  public init(
    model: TrainingEnergyModel, tables: ReferenceTables, facts: Facts,
    stated: [AssumedQuantity: Double] = [:]
  ) throws(EnergyModelError) {
    guard facts.compute != nil || facts.acceleratorHours != nil || facts.nodeEnergy != nil else {
      throw .tooFewFacts
    }
    let amounts: [(String, Double?)] = [
      ("compute", facts.compute?.modelFLOP), ("accelerator-hours", facts.acceleratorHours),
      ("power", facts.acceleratorPower), ("energy", facts.nodeEnergy),
    ]
    for (name, amount) in amounts {
      if let amount, !(amount > 0 && amount.isFinite) { throw .notPositive(name, amount) }
    }
    self.model = model
    self.facts = facts
    further = try FurtherAssumptions(
      AssumptionChoice(
        tables: tables, hardware: model.hardware, precision: model.precision, stated: stated))
    isPowerStated = stated[.nodePower] != nil
    lawCompute =
      facts.computeRatios.isEmpty
      ? nil
      : try Assumption(
        quantity: .trainingCompute,
        distribution: .draws(facts.computeRatios.sorted())
          .scaled(by: facts.compute?.modelFLOP ?? 1),
        source: facts.computeSource)
    if let compute = facts.compute, let hours = facts.acceleratorHours {
      let implied = compute.modelFLOP / (hours * EnergyUnit.secondsPerHour * peak)
      guard implied <= 1 else { throw .impossibleRate(implied, hardware: model.hardware.name) }
    }
  }

  private var peak: Double { model.medians.peakFLOPPerSecond }

  /// One set of values of everything that is assumed.
  private struct Values {
    var computeRatio = 1.0
    var factors: TrainingEnergyFactors
    var goodput: Double
    var acceleratorFraction: Double
    var idle: Double
    var embodied: Double
    var development: Double
  }

  private var medians: Values { values(model.medians) { $0.median } }

  private func values(
    _ factors: TrainingEnergyFactors, _ value: (Assumption) -> Double
  ) -> Values {
    Values(
      factors: factors, goodput: value(further.goodput),
      acceleratorFraction: value(further.acceleratorFraction), idle: value(further.idle),
      embodied: value(further.embodied), development: value(further.development))
  }

  private func draws(count: Int, seed: UInt64) -> [Values] {
    let ratios = facts.computeRatios
    return model.draws(count: ratios.isEmpty ? count : ratios.count, seed: seed).enumerated().map {
      index, factors in
      var stream = RandomStream(seed: seed, stream: Self.firstStream + UInt64(index))
      var values = values(factors) { $0.quantile(stream.uniform()) }
      if !ratios.isEmpty { values.computeRatio = ratios[index] }
      return values
    }
  }

  private static let firstStream: UInt64 = 3 << 62

  /// Accelerator-seconds.
  private func seconds(_ values: Values) -> Double? {
    if let hours = facts.acceleratorHours { return hours * EnergyUnit.secondsPerHour }
    return facts.compute.map {
      values.factors.acceleratorSeconds(compute: $0.modelFLOP * values.computeRatio)
        / values.goodput
    }
  }

  /// The utilisation that the hours imply, where both they and the compute are known.
  private var impliedUtilization: Double? {
    guard let compute = facts.compute, let hours = facts.acceleratorHours else { return nil }
    return compute.modelFLOP / (hours * EnergyUnit.secondsPerHour * peak)
  }

  /// Power of the accelerators alone, in W each; `nil` where their rating is not known.
  private func acceleratorPower(_ values: Values) -> Double? {
    facts.acceleratorPower
      ?? model.hardware.thermalDesignPower.map {
        min($0, $0 * values.acceleratorFraction * coupling(values))
      }
  }

  /// What the utilisation makes of the power, over the power at the usual utilisation.
  private func coupling(_ values: Values) -> Double {
    model.powerCoupling(impliedUtilization ?? values.factors.modelFLOPUtilization)
  }

  /// Power of the server per accelerator, in W.
  private func nodePower(_ values: Values) -> Double {
    if let power = facts.acceleratorPower, !isPowerStated,
      let rated = model.hardware.thermalDesignPower
    {
      // The rest of the server as the model has it, beside accelerators as they were measured.
      let rest = max(0, values.factors.nodePower - rated * values.acceleratorFraction)
      return power + rest
    }
    guard !isPowerStated, impliedUtilization != nil else { return values.factors.nodePower }
    let own = model.powerCoupling(values.factors.modelFLOPUtilization)
    return values.factors.nodePower / own * coupling(values)
  }

  private func nodeEnergy(_ values: Values) -> Double {
    facts.nodeEnergy ?? (seconds(values) ?? 0) * nodePower(values)
  }

  private func facilityEnergy(_ values: Values) -> Double {
    nodeEnergy(values) * (1 + values.idle) * values.factors.powerUsageEffectiveness
  }

  /// Emissions of making the hardware for the hours of the run, in tCO₂e.
  private func embodiedEmissions(_ values: Values) -> Double {
    (seconds(values) ?? 0) / EnergyUnit.secondsPerHour * values.embodied / EnergyUnit.gramsPerTonne
  }

  /// The estimate.
  ///
  /// - Parameters:
  ///   - count: How many draws of the assumptions are made; as many as the law has, where it tells the
  ///     compute: its draw k meets draw k of the assumptions.
  ///   - seed: The seed of the draws.
  ///   - level: The level of the intervals.
  /// - Returns: The estimate, with every boundary that the facts allow.
  /// - Complexity: O(k log k) for k draws.
  public func estimate(count: Int = 4000, seed: UInt64 = 0, level: Double) -> TrainingRunEnergy {
    let draws = draws(count: count, seed: seed)
    let medians = medians
    func estimate(_ quantity: (Values) -> Double) -> Estimate {
      let drawn = draws.map(quantity)
      // Without uncertainty an interval would pretend to one.
      guard drawn.contains(where: { $0 != drawn.first }) else {
        return Estimate(value: quantity(medians), reason: "given, not estimated")
      }
      var estimate = Estimate(
        value: quantity(medians), draws: drawn, level: level, method: .monteCarloPercentile)
      if drawn.contains(.infinity) {
        estimate.reason = "in some draws of the law no compute is enough"
      }
      return estimate
    }
    var stages: [TrainingRunEnergy.Stage] = []
    func add(_ name: String, _ energy: (Values) -> Double) {
      stages.append(TrainingRunEnergy.Stage(name: name, energy: estimate(energy)))
    }
    let hasHours = seconds(medians) != nil
    if hasHours, acceleratorPower(medians) != nil {
      add("accelerator") { (seconds($0) ?? 0) * (acceleratorPower($0) ?? 0) }
    }
    add("node", nodeEnergy)
    add("node+idle") { nodeEnergy($0) * (1 + $0.idle) }
    add("facility", facilityEnergy)
    if facts.countsDevelopment { add("programme") { facilityEnergy($0) * $0.development } }

    return TrainingRunEnergy(
      compute: facts.compute,
      modelCompute: facts.compute.map { compute in
        estimate { compute.modelFLOP * $0.computeRatio }
      },
      hardware: model.hardware, precision: model.precision,
      acceleratorHours: hasHours
        ? estimate { (seconds($0) ?? 0) / EnergyUnit.secondsPerHour } : nil,
      utilization: utilization(estimate),
      stages: stages,
      locationEmissions: estimate { $0.factors.emissions(energy: facilityEnergy($0)) },
      marketEmissions: facts.marketIntensity.map { intensity in
        estimate { values in
          var factors = values.factors
          factors.gridIntensity = intensity
          return factors.emissions(energy: facilityEnergy(values))
        }
      },
      embodiedEmissions: hasHours ? estimate(embodiedEmissions) : nil,
      totalEmissions: hasHours
        ? estimate {
          $0.factors.emissions(energy: facilityEnergy($0)) + embodiedEmissions($0)
        } : nil,
      evidence: evidence, assumptions: assumptions, sensitivities: sensitivities(draws),
      level: level, notes: notes)
  }

  private func utilization(_ estimate: ((Values) -> Double) -> Estimate) -> Estimate? {
    if let implied = impliedUtilization {
      return Estimate(value: implied, reason: "implied by the compute and the hours given")
    }
    return facts.acceleratorHours == nil && facts.compute != nil
      ? estimate { $0.factors.modelFLOPUtilization } : nil
  }

  private var evidence: EnergyEvidence {
    if facts.nodeEnergy != nil { return .measured }
    guard facts.acceleratorHours != nil else { return .predicted }
    return isPowerStated || facts.acceleratorPower != nil ? .measured : .accounting
  }

  /// The assumptions that the figures rest on, without those that facts have replaced.
  private var assumptions: [Assumption] {
    var used = [lawCompute].compactMap { $0 }
    if facts.nodeEnergy == nil {
      if impliedUtilization == nil, !(isPowerStated && facts.acceleratorHours != nil) {
        used.append(model.utilization)
      }
      if facts.acceleratorHours == nil { used.append(further.goodput) }
      if facts.acceleratorPower == nil { used.append(further.acceleratorFraction) }
      used.append(model.nodePower)
    }
    used += [further.idle, model.powerUsageEffectiveness, model.gridIntensity]
    if facts.acceleratorHours != nil || facts.compute != nil { used.append(further.embodied) }
    if facts.countsDevelopment { used.append(further.development) }
    return used
  }

  /// First-order Sobol indices of ln E of the facility, where it is finite.
  ///
  /// One assumption at a time takes its draws, the others their medians. The assumptions are independent,
  /// and but for limits ln E is a sum of functions of one each, so the indices add up to 1 and no
  /// interactions are left over.
  private func sensitivities(_ draws: [Values]) -> [TrainingRunEnergy.Sensitivity] {
    let parts: [(AssumedQuantity, (inout Values, Values) -> Void)] = [
      (.trainingCompute, { $0.computeRatio = $1.computeRatio }),
      (
        .utilization,
        { [model] in
          let factors = $1.factors
          $0.factors.modelFLOPUtilization = factors.modelFLOPUtilization
          $0.factors.nodePower *=
            model.powerCoupling(factors.modelFLOPUtilization)
            / model.powerCoupling(model.utilization.median)
        }
      ),
      (
        .nodePower,
        { [model] in
          $0.factors.nodePower =
            $1.factors.nodePower / model.powerCoupling($1.factors.modelFLOPUtilization)
            * model.powerCoupling(model.utilization.median)
        }
      ),
      (.goodput, { $0.goodput = $1.goodput }),
      (.acceleratorPowerFraction, { $0.acceleratorFraction = $1.acceleratorFraction }),
      (.idleShare, { $0.idle = $1.idle }),
      (
        .powerUsageEffectiveness,
        { $0.factors.powerUsageEffectiveness = $1.factors.powerUsageEffectiveness }
      ),
    ]
    let variances = parts.map { quantity, take -> (AssumedQuantity, Double) in
      let logs = draws.map { draw in
        var values = medians
        take(&values, draw)
        return log(facilityEnergy(values))
      }.filter(\.isFinite)
      let deviation = standardDeviation(of: logs)
      return (quantity, deviation * deviation)
    }
    let total = variances.reduce(0) { $0 + $1.1 }
    guard total > 1e-18 else { return [] }
    return variances.map { .init(quantity: $0.0, share: $0.1 / total) }
      .filter { $0.share > 1e-6 }.sorted { $0.share > $1.share }
  }

  private var notes: [String] {
    var notes: [String] = []
    if facts.acceleratorHours != nil, facts.nodeEnergy == nil, facts.acceleratorPower == nil,
      !isPowerStated
    {
      notes.append("hours are counted, power is assumed: this is accounting, not a measurement")
    }
    if let compute = facts.compute, compute.isRecomputing {
      notes.append(
        "recomputation adds a third to the FLOP of the chips; utilisation (MFU) is told without it")
    }
    return notes
  }
}
