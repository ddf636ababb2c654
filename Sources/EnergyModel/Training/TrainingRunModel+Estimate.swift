import Statistics

extension TrainingRunModel {
  /// The estimate.
  ///
  /// - Parameters:
  ///   - seed: The seed of the draws.
  ///   - level: The level of the intervals.
  /// - Returns: The estimate, at every boundary that the facts determine.
  /// - Complexity: O(k log k) for k pairs of draws.
  public func estimate(seed: UInt64 = 0, level: Double) -> TrainingRunEnergy {
    let draws = draws(seed: seed)
    let figures = RunFigures(
      medians: medians, draws: draws, uncertain: uncertain, level: level,
      law: facts.computeDraws)
    let hours = facts.acceleratorHours.map(Estimate.input)
    let hasHours = acceleratorSeconds(medians) != nil
    let energy = facilityBasis
    func emissions(_ draw: Draw) -> Double {
      draw.factors.emissions(energy: facilityEnergy(draw))
    }
    func market(_ draw: Draw, _ intensity: Double) -> Double {
      var factors = draw.factors
      factors.gridIntensity = intensity
      return factors.emissions(energy: facilityEnergy(draw))
    }
    return TrainingRunEnergy(
      compute: facts.compute,
      modelCompute: facts.compute.map { modelCompute($0, level: level) },
      hardware: model.hardware, precision: model.precision,
      acceleratorHours: hours
        ?? (hasHours
          ? figures.estimate(timeBasis) {
            (acceleratorSeconds($0) ?? .nan) / EnergyUnit.secondsPerHour
          } : nil),
      utilization: utilization(figures),
      stages: stages(figures),
      locationEmissions: figures.estimate(gridBasis, emissions),
      marketEmissions: facts.marketIntensity.map { intensity in
        figures.estimate(intensity > 0 ? energy : []) { market($0, intensity) }
      },
      embodiedEmissions: hasHours
        ? figures.estimate(timeBasis + [.embodiedIntensity]) { embodiedEmissions($0) ?? .nan }
        : nil,
      totalEmissions: hasHours
        ? figures.estimate(gridBasis + timeBasis + [.embodiedIntensity]) {
          emissions($0) + (embodiedEmissions($0) ?? .nan)
        } : nil,
      evidence: evidence, assumptions: assumptions, sensitivities: sensitivities(draws),
      level: level, notes: notes)
  }

  /// C: from the law's own draws, if it comes from a law.
  private func modelCompute(_ compute: TrainingCompute, level: Double) -> Estimate {
    guard let law = facts.computeDraws else {
      return compute.isInput ? .input(compute.modelFLOP) : .computed(compute.modelFLOP)
    }
    let places = Draws(law.values.indices.map(Double.init), level: level)
    let draws = places.paired(with: law) { compute.replacing(parameterFLOP: $1).modelFLOP }
    return explained(draws.estimate(of: compute.modelFLOP))
  }

  private func stages(_ figures: RunFigures) -> [TrainingRunEnergy.Stage] {
    var stages: [TrainingRunEnergy.Stage] = []
    func add(
      _ name: String, _ basis: [AssumedQuantity], input: Bool = false, _ energy: (Draw) -> Double
    ) {
      stages.append(
        TrainingRunEnergy.Stage(
          name: name,
          megawattHours: figures.estimate(basis, input: input) {
            energy($0) / EnergyUnit.joulesPerMegawattHour
          }))
    }
    if acceleratorEnergy(medians) != nil {
      add(EnergyBoundary.accelerator.rawValue, acceleratorBasis) { acceleratorEnergy($0) ?? .nan }
    }
    add(EnergyBoundary.node.rawValue, nodeBasis, input: facts.nodeEnergy != nil, nodeEnergy)
    if model.idleShare != nil {
      add("node+idle", nodeBasis + [.idleShare]) {
        $0.factors.heldEnergy(nodeEnergy: nodeEnergy($0))
      }
    }
    add(EnergyBoundary.facility.rawValue, facilityBasis, facilityEnergy)
    if facts.countsDevelopment {
      add("programme", facilityBasis + [.developmentMultiplier]) {
        facilityEnergy($0) * $0.values.developmentMultiplier
      }
    }
    return stages
  }

  private func utilization(_ figures: RunFigures) -> Estimate? {
    if let implied = impliedUtilization { return .computed(implied) }
    return facts.acceleratorHours == nil && facts.compute != nil
      ? figures.estimate([.utilization], input: true) { $0.factors.modelFLOPUtilization } : nil
  }
}

/// Estimates of the figures of a run over its pairs of draws.
private struct RunFigures {
  let medians: TrainingRunModel.Draw
  let draws: [TrainingRunModel.Draw]
  /// The quantities that are not fixed.
  let uncertain: Set<AssumedQuantity>
  let level: Double
  /// The draws of the law that gives the compute; `nil` without a law.
  let law: Draws?

  /// The estimate of a quantity.
  ///
  /// - Parameters:
  ///   - basis: The assumptions behind the quantity. If all are fixed, so is the quantity.
  ///   - input: Whether a fixed quantity is itself an input.
  ///   - quantity: The quantity; NaN if undefined.
  /// - Returns: The estimate, or the fixed value.
  func estimate(
    _ basis: [AssumedQuantity], input: Bool = false,
    _ quantity: (TrainingRunModel.Draw) -> Double
  ) -> Estimate {
    let value = quantity(medians)
    guard basis.contains(where: uncertain.contains) else {
      return input ? .input(value) : .computed(value)
    }
    let places = Draws(
      draws.indices.map(Double.init), level: level, method: .monteCarloPercentile)
    guard basis.contains(.trainingCompute), let law else {
      return places.map { quantity(draws[Int($0)]) }.estimate(of: value)
    }
    // With the law's replicates, so that their failures are reported too.
    return explained(
      places.paired(with: law) { place, _ in quantity(draws[Int(place)]) }.estimate(of: value))
  }
}

/// The estimate of a quantity from a law, with the reason if it is unbounded.
private func explained(_ estimate: Estimate) -> Estimate {
  var estimate = estimate
  if estimate.interval?.upper == .infinity {
    estimate.reason = "some draws of the law need infinite compute"
  }
  return estimate
}
