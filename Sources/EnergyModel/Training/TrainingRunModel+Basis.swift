import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The assumptions behind the figures of a run, and how much each matters.
extension TrainingRunModel {
  /// The assumptions that are neither fixed nor replaced by a fact.
  var uncertain: Set<AssumedQuantity> {
    var uncertain = model.uncertain
    if facts.computeDraws != nil { uncertain.insert(.trainingCompute) }
    return uncertain
  }

  /// The assumptions behind the accelerator-hours.
  var timeBasis: [AssumedQuantity] {
    facts.acceleratorHours == nil ? [.trainingCompute] + model.timeBasis : []
  }

  /// The assumptions behind the power of a node.
  private var powerBasis: [AssumedQuantity] {
    let basis =
      impliedUtilization == nil
      ? model.powerBasis : model.powerBasis.filter { $0 != .utilization }
    // The rest of a server with measured accelerators is the difference of the model's two powers.
    return facts.acceleratorPower != nil && !model.isPowerStated
      ? basis + [.acceleratorPowerFraction] : basis
  }

  /// The assumptions behind the energy of the accelerators.
  var acceleratorBasis: [AssumedQuantity] {
    facts.acceleratorPower == nil
      ? timeBasis + powerBasis + [.acceleratorPowerFraction] : timeBasis
  }

  /// The assumptions behind the energy of the servers.
  var nodeBasis: [AssumedQuantity] {
    facts.nodeEnergy == nil ? timeBasis + powerBasis : []
  }

  /// The assumptions behind the energy of the facility.
  var facilityBasis: [AssumedQuantity] { nodeBasis + model.facilityBasis }

  /// The assumptions behind location-based emissions; none for an emission-free grid.
  var gridBasis: [AssumedQuantity] {
    model.gridIntensity.isCertainly(0) ? [] : facilityBasis + [.gridIntensity]
  }

  /// How the energy was obtained.
  var evidence: EnergyEvidence {
    if facts.nodeEnergy != nil { return .measured }
    guard facts.acceleratorHours != nil else { return .predicted }
    return model.isPowerStated || facts.acceleratorPower != nil ? .measured : .accounting
  }

  /// The assumptions behind the figures, without those replaced by facts.
  var assumptions: [Assumption] {
    var used = [lawCompute].compactMap { $0 }
    let hasHours = facts.acceleratorHours != nil
    let hasTime = hasHours || facts.compute != nil
    if hasTime {
      if !hasHours || impliedUtilization == nil && !model.isPowerStated {
        used.append(model.utilization)
      }
      if !hasHours { used.append(model.goodput) }
      if model.hardware.thermalDesignPower != nil,
        facts.acceleratorPower == nil || !model.isPowerStated
      {
        used.append(model.acceleratorPowerFraction)
      }
    }
    if facts.nodeEnergy == nil { used.append(model.nodePower) }
    used += [model.idleShare].compactMap { $0 }
    used += [model.powerUsageEffectiveness, model.gridIntensity]
    if hasTime { used.append(model.embodiedIntensity) }
    if facts.countsDevelopment { used.append(model.developmentMultiplier) }
    return used
  }

  /// First-order Sobol indices of ln E of the facility, if it is finite.
  ///
  /// One assumption at a time varies, with the others at their medians. The assumptions are independent,
  /// and apart from limits ln E is additive in them, so the indices add up to 1 without
  /// interactions.
  func sensitivities(_ draws: [Draw]) -> [TrainingRunEnergy.Sensitivity] {
    let parts: [(AssumedQuantity, WritableKeyPath<AssumedValues, Double>)] = [
      (.utilization, \.utilization), (.nodePower, \.nodePower), (.goodput, \.goodput),
      (.acceleratorPowerFraction, \.acceleratorPowerFraction),
      (.powerUsageEffectiveness, \.powerUsageEffectiveness),
    ]
    let medians = medians
    func variance(_ replaced: (Draw) -> Draw) -> Double {
      let logs = draws.map { log(facilityEnergy(replaced($0))) }.filter(\.isFinite)
      let deviation = standardDeviation(of: logs)
      return deviation * deviation
    }
    var variances: [(AssumedQuantity, Double)] = []
    if uncertain.contains(.trainingCompute) {
      variances.append((.trainingCompute, variance { draw($0.compute, medians.values) }))
    }
    variances += parts.map { quantity, place in
      let variance = variance {
        var values = medians.values
        values[keyPath: place] = $0.values[keyPath: place]
        return draw(facts.compute, values)
      }
      return (quantity, variance)
    }
    let total = variances.reduce(0) { $0 + $1.1 }
    guard total > 1e-18 else { return [] }
    return variances.map { .init(quantity: $0.0, share: $0.1 / total) }
      .filter { $0.share > 1e-6 }.sorted { $0.share > $1.share }
  }

  /// Caveats about the figures, one sentence each.
  var notes: [String] {
    var notes: [String] = []
    if facts.acceleratorHours != nil, facts.nodeEnergy == nil, facts.acceleratorPower == nil,
      !model.isPowerStated
    {
      notes.append("hours are reported and power is assumed: this is accounting, not a measurement")
    }
    if let compute = facts.compute, compute.isRecomputing {
      notes.append(
        "recomputation adds a third to the hardware FLOP; utilization (MFU) excludes it")
    }
    return notes
  }
}
