public import EnergyModel
public import Planning
import Statistics

/// The energy of a training run, in the forms that `echelle energy train` writes.
public struct TrainingRunReport: Report, Sendable {
  private let run: TrainingRunEnergy
  private let law: LawCompute?
  private let acceleratorCount: Double?

  /// A report of a run.
  ///
  /// - Parameters:
  ///   - run: The estimate.
  ///   - law: What told the compute, where that is a fitted law.
  ///   - acceleratorCount: How many accelerators were used at once, for the time of the run.
  public init(
    _ run: TrainingRunEnergy, law: LawCompute? = nil, acceleratorCount: Double? = nil
  ) {
    self.run = run
    self.law = law
    self.acceleratorCount = acceleratorCount
  }

  /// Text: the figures, the shares of the variance, the assumptions.
  public func text() -> String {
    text(on: .plain)
  }

  /// Text: the figures, then, unless the page is brief, what they rest on.
  public func text(on page: TextPage) -> String {
    var lines = [
      TextLine(
        text: "\(run.hardware.title), \(run.precision.rawValue); energy \(run.evidence.rawValue)",
        emphasis: .strong)
    ]
    lines += RemarkText(limits).grave
    var table = TextTable([.left, .right, .left, .left])
    table.add(["", "estimate", "\(NumberText.percent(run.level)) interval", ""])
    var missing = MissingIntervals(besides: law?.remarks ?? [])
    for figure in figures {
      let estimate = figure.estimate.estimate
      table.add([
        figure.name, NumberText.significant(estimate.value),
        NumberText.interval(of: estimate) { NumberText.significant($0) }, figure.estimate.unit,
      ])
      if estimate.interval == nil { missing.note(figure.name, estimate) }
    }
    lines += (table.lines(indent: "  ") + missing.lines(indent: "  ")).lines()
    guard !page.isBrief else { return lines.text(on: page) }
    lines += notes.flatMap {
      "note: \($0)".wrapped(columns: RemarkText.columns, indent: "  ").lines(.caution)
    }
    if !run.sensitivities.isEmpty {
      lines.append(TextLine(text: ""))
      lines.append(
        TextLine(
          text: "  what the spread of the facility's energy is owed to; measure the first next")
      )
      var shares = TextTable([.left, .right])
      for sensitivity in run.sensitivities {
        shares.add([
          sensitivity.quantity.title, NumberText.fixed(sensitivity.share * 100, decimals: 1) + " %",
        ])
      }
      lines += shares.lines(indent: "    ").lines()
    }
    lines += [TextLine(text: ""), TextLine(text: "  assumptions")]
    var rows = TextTable([.left, .right, .left, .left])
    for assumption in run.assumptions {
      let ends = [(1 - run.level) / 2, (1 + run.level) / 2]
        .map { NumberText.significant(assumption.quantile($0)) }
      rows.add([
        assumption.quantity.title, NumberText.significant(assumption.median),
        ends[0] == ends[1] ? "" : "[\(ends[0]), \(ends[1])]",
        "\(assumption.quantity.unit == "1" ? "" : assumption.quantity.unit + "; ")\(assumption.source.citation)",
      ])
    }
    lines += rows.lines(indent: "    ").lines()
    return lines.text(on: page)
  }

  /// What limits the law that tells the compute, and is not among the notes.
  private var limits: [Remark] {
    guard let law else { return [] }
    return law.remarks.filter { !law.notes.contains($0.text) }
  }

  /// What has to be said of the figures.
  private var notes: [String] {
    guard let law else { return run.notes }
    let plan =
      "\(law.source.citation): \(NumberText.count(law.parameterCount)) parameters on "
      + "\(NumberText.count(law.tokenCount)) tokens"
    return [plan] + law.notes + run.notes
  }

  /// The figures in the order of the chain.
  private var figures: [(name: String, estimate: UnitEstimate)] {
    var figures: [(String, UnitEstimate)] = []
    func add(_ name: String, _ estimate: Estimate?, _ unit: String) {
      if let estimate { figures.append((name, UnitEstimate(estimate: estimate, unit: unit))) }
    }
    if let compute = run.compute {
      add("model compute", run.modelCompute, "FLOP")
      add("hardware compute", hardwareCompute(compute), "FLOP")
    }
    add("utilization", run.utilization, "1")
    add("accelerator time", run.acceleratorHours, "accelerator-hours")
    if let acceleratorCount {
      add("time", run.acceleratorHours?.scaled(by: 1 / (acceleratorCount * 24)), "days")
    }
    for stage in run.stages {
      add("energy, \(stage.name)", stage.megawattHours, "MWh")
    }
    add("emissions, location-based", run.locationEmissions, "tCO2e")
    add("emissions, market-based", run.marketEmissions, "tCO2e")
    add("embodied emissions", run.embodiedEmissions, "tCO2e")
    add("emissions, location-based and embodied", run.totalEmissions, "tCO2e")
    return figures
  }

  /// What the chips do, in FLOP: the model's compute, with recomputation where there is some.
  private func hardwareCompute(_ compute: TrainingCompute) -> Estimate? {
    var estimate = run.modelCompute?.scaled(by: compute.hardwareFLOP / compute.modelFLOP)
    if compute.isRecomputing, estimate?.basis == .input {
      estimate = .computed(compute.hardwareFLOP)
    }
    return estimate
  }

  /// JSON: each figure with its interval, the shares of the variance, the assumptions.
  public func json() throws -> String {
    try JSONText.encode(
      Document(
        hardware: run.hardware.name, precision: run.precision.rawValue,
        evidence: run.evidence.rawValue, level: run.level,
        figures: figures.map { Figure(name: $0.name, value: $0.estimate) },
        varianceShares: run.sensitivities.map {
          Share(quantity: $0.quantity.rawValue, share: $0.share)
        },
        assumptions: run.assumptions.map {
          PlanDocument.AssumptionForm($0, level: run.level)
        }, notes: notes, remarks: law?.remarks ?? []))
  }

  /// CSV: a line for each figure.
  public func csv() -> String {
    var csv = CSVText(header: ["quantity"] + UnitEstimate.header + ["remarks"])
    let remarks = (law?.remarks ?? []).codeList
    for figure in figures { csv.add([figure.name] + figure.estimate.cells + [remarks]) }
    return csv.text
  }

  private struct Document: Encodable {
    let schema = "echelle.training-energy/1"
    let hardware: String
    let precision: String
    let evidence: String
    let level: Double
    let figures: [Figure]
    let varianceShares: [Share]
    let assumptions: [PlanDocument.AssumptionForm]
    let notes: [String]
    let remarks: [Remark]
  }

  private struct Figure: Encodable {
    let name: String
    let value: UnitEstimate
  }

  private struct Share: Encodable {
    let quantity: String
    let share: Double
  }
}
