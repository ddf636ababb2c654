import Statistics

extension Disclosure {
  /// The form for a model, filled in from its training energy.
  public init(form: Form, model: DisclosedModel, run: TrainingRunEnergy) {
    let filling = DisclosureFilling(model: model, run: run)
    self.form = form
    level = run.level
    switch form {
    case .euGPAI:
      fields = filling.euGPAI
      statements = filling.thresholds + [filling.method]
    case .sciAI:
      fields = filling.sciAI
      statements = [
        "SCI = (E × I + M) per R, with R one training token; offsets and certificates are not counted",
        "inference (8.1) is left out: no inference tokens were given",
        "clause numbers follow the Green Software Foundation's draft SCI for AI (repository sci-ai, "
          + "SPEC.md at 02bc0f1), which extends ISO/IEC 21031:2024; neither the ratified text nor the ISO "
          + "standard itself was consulted",
        "the provider's boundary (6.2) also includes data engineering, system integration and end of life, "
          + "which are not estimated",
        filling.method,
      ]
    case .modelCard:
      fields = filling.modelCard
      statements = [filling.method]
    }
  }
}

/// The fields of the forms.
private struct DisclosureFilling {
  let model: DisclosedModel
  let run: TrainingRunEnergy

  private typealias Field = Disclosure.Field

  private func unknown(_ title: String, _ clause: String? = nil) -> Disclosure.Field {
    Field(clause: clause, title: title, status: .unknown)
  }

  private func text(
    _ title: String, _ text: String?, _ clause: String? = nil
  ) -> Disclosure.Field {
    Field(clause: clause, title: title, text: text, status: text == nil ? .unknown : .given)
  }

  private func number(
    _ title: String, _ estimate: Estimate?, _ unit: String, _ clause: String? = nil
  ) -> Disclosure.Field {
    guard let estimate, estimate.value.isFinite else { return unknown(title, clause) }
    let status: Disclosure.Status =
      estimate.basis == .input ? .given : estimate.interval == nil ? .derived : .estimated
    return Field(
      clause: clause, title: title, estimate: estimate, unit: unit, status: status)
  }

  private func given(
    _ title: String, _ value: Double?, _ unit: String, _ clause: String? = nil
  ) -> Disclosure.Field {
    guard let value else { return unknown(title, clause) }
    return Field(
      clause: clause, title: title,
      estimate: .input(value), unit: unit, status: .given)
  }

  private var compute: Estimate? { run.modelCompute }

  private var energy: Estimate? { run.megawattHours(at: .facility) }

  private var days: Estimate? {
    guard let count = model.acceleratorCount else { return nil }
    return run.acceleratorHours?.scaled(by: 1 / (count * 24))
  }

  private var name: Disclosure.Field { text("model", model.name) }

  var euGPAI: [Disclosure.Field] {
    func clause(_ point: String) -> String { "Annex XI, section 1, point \(point)" }
    return [
      name,
      unknown("intended tasks and systems", clause("1(a)")),
      unknown("acceptable use policies", clause("1(b)")),
      unknown("date of release and methods of distribution", clause("1(c)")),
      given("number of parameters", model.parameterCount, "parameters", clause("1(d)")),
      unknown("architecture", clause("1(d)")),
      unknown("modality and format of inputs and outputs", clause("1(e)")),
      unknown("licence", clause("1(f)")),
      unknown("technical means for integration", clause("2(a)")),
      unknown("design specifications and training process", clause("2(b)")),
      given("size of the training data", model.tokenCount, "tokens", clause("2(c)")),
      unknown("provenance and curation of the data", clause("2(c)")),
      number("computation used for training", compute, "FLOP", clause("2(d)")),
      number("accelerator time", run.acceleratorHours, "accelerator-hours", clause("2(d)")),
      number("training time", days, "days", clause("2(d)")),
      text("accelerator", run.hardware.title, clause("2(d)")),
      number("energy consumption", energy, "MWh", clause("2(e)")),
    ]
  }

  var sciAI: [Disclosure.Field] {
    let perToken = model.tokenCount.map { 1 / $0 }
    func each(_ estimate: Estimate?, _ factor: Double) -> Estimate? {
      perToken.flatMap { perToken in estimate?.scaled(by: factor * perToken) }
    }
    let grams = EnergyUnit.gramsPerTonne
    let operational = each(run.locationEmissions, grams)
    let embodied = each(run.embodiedEmissions, grams)
    return [
      name,
      given("R, functional units", model.tokenCount, "training tokens", "8.2"),
      unknown("emissions of data engineering", "7.2"),
      number(
        "E, energy per token", each(energy, EnergyUnit.kilowattHoursPerMegawattHour), "kWh",
        "7.3"),
      text("I, grid", model.grid),
      number("E × I, operational, per token", operational, "gCO2e", "9.1.2"),
      number("M, embodied, per token", embodied, "gCO2e", "9.1.2"),
      unknown("emissions of system integration", "7.4"),
      unknown("emissions of end of life", "7.6"),
      number("SCI, per training token", each(run.totalEmissions, grams), "gCO2e", "8.2"),
      unknown("SCI, per inference token", "8.1"),
    ]
  }

  var modelCard: [Disclosure.Field] {
    [
      name,
      text("hardware type", run.hardware.title),
      number("hours used", run.acceleratorHours, "accelerator-hours"),
      unknown("cloud provider"),
      text("compute region", model.grid),
      number("training compute", compute, "FLOP"),
      number("energy consumed", energy, "MWh"),
      number("carbon emitted, location-based", run.locationEmissions, "tCO2e"),
      number("carbon emitted, market-based", run.marketEmissions, "tCO2e"),
      number("embodied carbon", run.embodiedEmissions, "tCO2e"),
    ]
  }

  /// The compute compared with the thresholds of the AI Act.
  var thresholds: [String] {
    guard let flop = run.compute?.modelFLOP else {
      return [
        "the compute is unknown, so it is not compared with the 1e23 and 1e25 FLOP thresholds"
      ]
    }
    func side(_ threshold: Double) -> String { flop > threshold ? "above" : "not above" }
    return [
      "\(side(1e23)) 1e23 FLOP, the indicative criterion of the Commission's guidelines for a "
        + "general-purpose AI model",
      "\(side(1e25)) 1e25 FLOP, above which Article 51(2) presumes high-impact capabilities "
        + "(systemic risk)",
    ]
  }

  /// How the energy was obtained.
  var method: String {
    let way =
      switch run.evidence {
      case .measured: "measured power or energy"
      case .accounting: "reported accelerator-hours and an assumed power"
      case .predicted: "the compute, with an assumed utilization and power"
      }
    return
      "energy at the facility boundary, from \(way); experiments and failed runs are not included"
  }
}
