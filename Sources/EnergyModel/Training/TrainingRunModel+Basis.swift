import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// What the figures of a run rest on: which assumptions, and how much each matters.
extension TrainingRunModel {
  /// The assumptions that are neither exact nor replaced by a fact.
  var uncertain: Set<AssumedQuantity> {
    var uncertain = model.uncertain
    if facts.computeDraws != nil { uncertain.insert(.trainingCompute) }
    return uncertain
  }

  /// What the accelerator-hours rest on.
  var timeBasis: [AssumedQuantity] {
    facts.acceleratorHours == nil ? [.trainingCompute] + model.timeBasis : []
  }

  /// What the power of a node rests on.
  private var powerBasis: [AssumedQuantity] {
    let basis =
      impliedUtilization == nil
      ? model.powerBasis : model.powerBasis.filter { $0 != .utilization }
    // The rest of a server beside measured accelerators is what the model has for both.
    return facts.acceleratorPower != nil && !model.isPowerStated
      ? basis + [.acceleratorPowerFraction] : basis
  }

  /// What the energy of the accelerators rests on.
  var acceleratorBasis: [AssumedQuantity] {
    facts.acceleratorPower == nil
      ? timeBasis + powerBasis + [.acceleratorPowerFraction] : timeBasis
  }

  /// What the energy of the servers rests on.
  var nodeBasis: [AssumedQuantity] {
    facts.nodeEnergy == nil ? timeBasis + powerBasis : []
  }

  /// What the energy of the facility rests on.
  var facilityBasis: [AssumedQuantity] { nodeBasis + model.facilityBasis }

  /// What location-based emissions rest on; nothing for a grid that certainly emits nothing.
  var gridBasis: [AssumedQuantity] {
    model.gridIntensity.isCertainly(0) ? [] : facilityBasis + [.gridIntensity]
  }

  /// How the energy was come by.
  var evidence: EnergyEvidence {
    if facts.nodeEnergy != nil { return .measured }
    guard facts.acceleratorHours != nil else { return .predicted }
    return model.isPowerStated || facts.acceleratorPower != nil ? .measured : .accounting
  }

  /// The assumptions that the figures rest on, without those that facts have replaced.
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

  /// First-order Sobol indices of ln E of the facility, where it is finite.
  ///
  /// One assumption at a time takes its draws, the others their medians. The assumptions are independent,
  /// and but for limits ln E is a sum of functions of one each, so the indices add up to 1 and no
  /// interactions are left over.
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

  /// What has to be said of the figures, a sentence each.
  var notes: [String] {
    var notes: [String] = []
    if facts.acceleratorHours != nil, facts.nodeEnergy == nil, facts.acceleratorPower == nil,
      !model.isPowerStated
    {
      notes.append("hours are counted, power is assumed: this is accounting, not a measurement")
    }
    if let compute = facts.compute, compute.isRecomputing {
      notes.append(
        "recomputation adds a third to the FLOP of the chips; utilization (MFU) does not count it")
    }
    return notes
  }
}
