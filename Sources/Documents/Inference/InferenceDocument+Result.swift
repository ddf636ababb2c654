package import EnergyModel
import Statistics

extension InferenceDocument {
  /// The energy of serving a model for one use.
  package init(
    model: InferenceEnergyModel, configuration: InferenceConfiguration, use: ServingUse,
    estimate: ServingEstimate
  ) {
    hardware = model.hardware.name
    calibratedOn = model.calibratedOn
    activeParameters = configuration.activeParameters
    totalParameters = configuration.totalParameters
    precision = configuration.precision.rawValue
    accelerators = configuration.accelerators
    batch = configuration.batch
    inputTokens = use.inputTokens
    outputTokens = use.outputTokens
    boundary = EnergyBoundary.facility.rawValue
    evidence = EnergyEvidence.predicted.rawValue
    figures = Figures(estimate)
    var notes = [
      "prefill is not measured: its energy is computed from FLOP, utilization and power",
      "the interval per output token comes from held-out models; a model of a "
        + "new family may be off by more",
    ]
    if model.isCarriedOver {
      notes.append(
        "no measurements on \(model.hardware.name): those on \(model.calibratedOn) are scaled "
          + "by peak, bandwidth and power")
    }
    self.notes = notes
  }
}

extension InferenceDocument.Figures {
  fileprivate init(_ estimate: ServingEstimate) {
    func figure(_ estimate: Estimate, _ unit: String, per size: Double = 1) -> UnitEstimate {
      UnitEstimate(estimate: estimate.scaled(by: 1 / size), unit: unit)
    }
    acceleratorOutputToken = figure(estimate.acceleratorOutputToken, "J")
    outputToken = figure(estimate.outputToken, "J")
    inputToken = figure(estimate.inputToken, "J")
    query = figure(estimate.query, "Wh", per: EnergyUnit.joulesPerKilowattHour / 1000)
    queryEmissions = figure(estimate.queryEmissions, "gCO2e")
    year = estimate.year.map { figure($0, "MWh", per: EnergyUnit.joulesPerMegawattHour) }
    yearEmissions = estimate.yearEmissions.map { figure($0, "tCO2e") }
    daysToTraining = estimate.daysToTraining.map { figure($0, "days") }
    lifetimeShare = estimate.lifetimeShare.map { figure($0, "1") }
  }

  /// The figures that there are, each with its key.
  package var named: [(key: CodingKeys, estimate: UnitEstimate)] {
    let all: [(CodingKeys, UnitEstimate?)] = [
      (.acceleratorOutputToken, acceleratorOutputToken), (.outputToken, outputToken),
      (.inputToken, inputToken), (.query, query), (.queryEmissions, queryEmissions),
      (.year, year), (.yearEmissions, yearEmissions), (.daysToTraining, daysToTraining),
      (.lifetimeShare, lifetimeShare),
    ]
    return all.compactMap { key, estimate in estimate.map { (key, $0) } }
  }
}
