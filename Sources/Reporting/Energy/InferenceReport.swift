public import EnergyModel
import Statistics

/// The energy of serving a model, in the forms that `echelle energy inference` writes.
public struct InferenceReport: Report, Sendable {
  private let model: InferenceEnergyModel
  private let configuration: InferenceConfiguration
  private let use: ServingUse
  private let estimate: ServingEstimate

  /// A report of one model and one use.
  public init(
    model: InferenceEnergyModel, configuration: InferenceConfiguration, use: ServingUse,
    estimate: ServingEstimate
  ) {
    self.model = model
    self.configuration = configuration
    self.use = use
    self.estimate = estimate
  }

  /// The figures by name, with the unit that people read them in.
  private var figures: [(name: String, title: String, estimate: UnitEstimate)] {
    func figure(
      _ name: String, _ title: String, _ estimate: Estimate?, _ unit: String, per size: Double = 1
    ) -> (name: String, title: String, estimate: UnitEstimate)? {
      estimate.map {
        (name, title, UnitEstimate(estimate: $0.scaled(by: 1 / size), unit: unit))
      }
    }
    let wattHour = EnergyUnit.joulesPerKilowattHour / 1000
    return [
      figure(
        "accelerator_output_token", "output token, accelerators alone",
        estimate.acceleratorOutputToken, "J"),
      figure("output_token", "output token", estimate.outputToken, "J"),
      figure("input_token", "input token", estimate.inputToken, "J"),
      figure("query", "query", estimate.query, "Wh", per: wattHour),
      figure("query_emissions", "emissions of a query", estimate.queryEmissions, "gCO2e"),
      figure("year", "year of use", estimate.year, "MWh", per: EnergyUnit.joulesPerMegawattHour),
      figure("year_emissions", "emissions of a year", estimate.yearEmissions, "tCO2e"),
      figure("days_to_training", "as much as training after", estimate.daysToTraining, "days"),
      figure("lifetime_share", "share of the lifetime", estimate.lifetimeShare, "1"),
    ].compactMap { $0 }
  }

  /// What has to be borne in mind.
  private var notes: [String] {
    var notes = [
      "prompts are not measured: their energy is computed from FLOP, utilization and power",
      "the interval of an output token is that of models left out of the calibration; a model of a "
        + "new family may be off by more",
    ]
    if model.isCarriedOver {
      notes.append(
        "no measurements on \(model.hardware.name): those on \(model.calibratedOn) are carried over "
          + "in proportion to peak, bandwidth and power")
    }
    return notes
  }

  /// Text: the figures, and what they rest on.
  public func text() -> String { text(on: .plain) }

  /// Text: the figures, and unless the page is brief, what they rest on.
  public func text(on page: TextPage) -> String {
    let size =
      configuration.activeParameters == configuration.totalParameters
      ? "" : " of \(NumberText.count(configuration.totalParameters))"
    func plain(_ value: Double) -> String { NumberText.significant(value) }
    let heading =
      "\(NumberText.count(configuration.activeParameters)) active parameters\(size), "
      + "\(configuration.precision.rawValue), on \(plain(configuration.accelerators)) × "
      + "\(model.hardware.name), batch \(plain(configuration.batch)); "
      + "\(plain(use.inputTokens)) input and \(plain(use.outputTokens)) output tokens a query"
    var table = TextTable([.left, .right, .left, .left])
    let level = NumberText.percent(estimate.query.interval?.level ?? 0.95)
    table.add(["", "estimate", "\(level) interval", ""])
    for figure in figures {
      let estimate = figure.estimate.estimate
      table.add([
        figure.title, plain(estimate.value), NumberText.interval(estimate.interval, plain),
        figure.estimate.unit == "1" ? "" : figure.estimate.unit,
      ])
    }
    let lines = [TextLine(text: heading, emphasis: .strong)] + table.lines(indent: "  ").lines()
    return (page.isBrief ? lines : lines + [TextLine(text: "")] + basis.lines()).text(on: page)
  }

  private var basis: [String] {
    func plain(_ value: Double) -> String { NumberText.significant(value) }
    var table = TextTable([.left, .right, .left])
    for assumption in model.serving {
      table.add([
        assumption.title, plain(assumption.distribution.median), assumption.source.citation,
      ])
    }
    for assumption in [model.powerUsageEffectiveness, model.gridIntensity] {
      table.add([
        assumption.quantity.title, plain(assumption.median), assumption.source.citation,
      ])
    }
    return ["  predicted, at the boundary of the facility; \(model.hardware.title)"]
      + table.lines(indent: "    ") + notes.map { "  note: \($0)" }
  }

  /// JSON: the figures under their names.
  public func json() throws -> String {
    try JSONText.encode(
      Document(
        hardware: model.hardware.name, calibratedOn: model.calibratedOn,
        activeParameters: configuration.activeParameters,
        totalParameters: configuration.totalParameters,
        precision: configuration.precision.rawValue, accelerators: configuration.accelerators,
        batch: configuration.batch, inputTokens: use.inputTokens, outputTokens: use.outputTokens,
        boundary: EnergyBoundary.facility.rawValue, evidence: EnergyEvidence.predicted.rawValue,
        figures: Dictionary(uniqueKeysWithValues: figures.map { ($0.name, $0.estimate) }),
        notes: notes))
  }

  /// CSV in tidy form: a row for each figure.
  public func csv() -> String {
    var csv = CSVText(header: ["hardware", "quantity"] + UnitEstimate.header)
    for figure in figures {
      csv.add([model.hardware.name, figure.name] + figure.estimate.cells)
    }
    return csv.text
  }

  private struct Document: Encodable {
    let schema = "echelle.inference/1"
    let hardware: String
    let calibratedOn: String
    let activeParameters: Double
    let totalParameters: Double
    let precision: String
    let accelerators: Double
    let batch: Double
    let inputTokens: Double
    let outputTokens: Double
    let boundary: String
    let evidence: String
    let figures: [String: UnitEstimate]
    let notes: [String]
  }
}
